// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* CO-RE: one type as several kernels have it; what is not there stands in dead code. */
#include "feature.bpf.h"

struct task_struct___before_5_14 { long state; } KERNEL_TYPE;
struct task_struct { unsigned int __state; } KERNEL_TYPE;
struct request___old { void *rq_disk; } KERNEL_TYPE;
struct request_queue { void *queuedata; } KERNEL_TYPE;
struct request___new { struct request_queue *q; } KERNEL_TYPE;

u64 sum;

static __always_inline u64 state_of(void *task)
{
	struct task_struct___before_5_14 *old = task;
	struct task_struct *new = task;
	if (bpf_core_field_exists(new->__state))
		return BPF_CORE_READ(new, __state);
	return BPF_CORE_READ(old, state);
}

SEC("tp_btf/sched_switch")
int BPF_PROG(state, bool preempt, void *previous, void *next)
{
	sum += state_of(previous) + state_of(next);
	return 0;
}

SEC("raw_tp/block_rq_issue")
int disk(struct bpf_raw_tracepoint_args *context)
{
	struct request___old *old = (void *)context->args[0];
	struct request___new *new = (void *)context->args[0];
	if (bpf_core_field_exists(old->rq_disk))
		sum += (u64)BPF_CORE_READ(old, rq_disk);
	else
		sum += (u64)BPF_CORE_READ(new, q, queuedata);
	return 0;
}
