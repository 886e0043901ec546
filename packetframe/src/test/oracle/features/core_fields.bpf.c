// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* CO-RE: where members are, through pointers, arrays and anonymous unions. */
#include "feature.bpf.h"

struct cred { struct { u32 val; } uid; } KERNEL_TYPE;
struct mm_struct { u64 start_code; } KERNEL_TYPE;
struct task_struct {
	s32 pid, tgid;
	char comm[16];
	const struct cred *cred;
	struct mm_struct *mm;
	struct task_struct *group_leader;
} KERNEL_TYPE;
struct sk_buff {
	union {
		struct { struct sk_buff *next; };
	};
	u32 len, data_len;
	unsigned char cb[48];
} KERNEL_TYPE;

u64 sum;

SEC("tp_btf/sched_switch")
int BPF_PROG(on_switch, bool preempt, struct task_struct *previous, struct task_struct *next)
{
	char name[16];
	sum += previous->pid + next->tgid + next->group_leader->pid;
	sum += BPF_CORE_READ(next, cred, uid.val);
	sum += BPF_CORE_READ(previous, group_leader, mm, start_code);
	bpf_core_read_str(name, sizeof(name), &next->comm);
	sum += next->comm[3] + name[1];
	return 0;
}

SEC("tp_btf/kfree_skb")
int BPF_PROG(on_free, struct sk_buff *skb)
{
	sum += skb->len + BPF_CORE_READ(skb, data_len) + BPF_CORE_READ(skb, cb[7]);
	sum += (u64)BPF_CORE_READ(skb, next);
	return 0;
}
