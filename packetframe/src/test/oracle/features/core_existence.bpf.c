// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* CO-RE: whether members exist, their sizes and signs, with and without an answer. */
#include "feature.bpf.h"

struct task_struct {
	s32 pid;
	u64 start_time;
	char comm[16];
	u64 never_there;
	struct { u64 neither; } nor_this;
} KERNEL_TYPE;

u64 sum;

SEC("raw_tp/sched_switch")
int existence(struct bpf_raw_tracepoint_args *context)
{
	struct task_struct *task = (void *)context->args[1];
	sum += bpf_core_field_exists(task->pid);
	sum += bpf_core_field_exists(task->never_there) << 1;
	sum += bpf_core_field_exists(struct task_struct, nor_this.neither) << 2;
	sum += bpf_core_field_size(task->comm) + bpf_core_field_size(struct task_struct, start_time);
	sum += __builtin_preserve_field_info(task->pid, 3 /* signed */);
	sum += bpf_core_field_offset(task->start_time);
	if (bpf_core_field_exists(task->never_there))
		sum += BPF_CORE_READ(task, never_there) + bpf_core_field_size(task->never_there);
	return 0;
}
