// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* CO-RE: bit fields, read with shifts that depend on the kernel. */
#include "feature.bpf.h"

struct task_struct {
	unsigned int in_execve : 1;
	unsigned int in_iowait : 1;
	unsigned int sched_migrated : 1;
} KERNEL_TYPE;
struct sk_buff {
	u8 pkt_type : 3;
	u8 ip_summed : 2;
} KERNEL_TYPE;

u64 sum;

SEC("tp_btf/sched_switch")
int BPF_PROG(direct, bool preempt, struct task_struct *previous, struct task_struct *next)
{
	sum += BPF_CORE_READ_BITFIELD(previous, in_execve);
	sum += BPF_CORE_READ_BITFIELD_PROBED(next, in_iowait);
	sum += BPF_CORE_READ_BITFIELD_PROBED(next, sched_migrated);
	return 0;
}

SEC("raw_tp/kfree_skb")
int probed(struct bpf_raw_tracepoint_args *context)
{
	struct sk_buff *skb = (void *)context->args[0];
	sum += BPF_CORE_READ_BITFIELD_PROBED(skb, pkt_type);
	sum += BPF_CORE_READ_BITFIELD_PROBED(skb, ip_summed);
	return 0;
}
