// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* CO-RE: what no kernel has stands in code that runs; the verifier refuses it. */
#include "feature.bpf.h"

struct task_struct { u64 never_there; } KERNEL_TYPE;

u64 sum;

SEC("raw_tp/sched_switch")
int fine(void *context)
{
	sum++;
	return 0;
}

SEC("raw_tp/sched_switch")
int poisoned(struct bpf_raw_tracepoint_args *context)
{
	struct task_struct *task = (void *)context->args[1];
	sum += BPF_CORE_READ(task, never_there);
	return 0;
}
