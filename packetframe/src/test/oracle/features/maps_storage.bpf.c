// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Maps that hang on sockets, tasks, inodes and groups. */
#include "feature.bpf.h"

struct state { u64 seen; u32 flags; };
struct task_struct;
struct inode;

#define STORAGE(name, kind) struct { \
	__uint(type, BPF_MAP_TYPE_##kind); \
	__uint(map_flags, BPF_F_NO_PREALLOC); \
	__type(key, int); \
	__type(value, struct state); \
} name SEC(".maps")

STORAGE(of_sockets, SK_STORAGE);
STORAGE(of_tasks, TASK_STORAGE);

struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_STORAGE);
	__type(key, struct bpf_cgroup_storage_key);
	__type(value, struct state);
} of_group SEC(".maps");

SEC("tp_btf/sched_switch")
int BPF_PROG(task, bool preempt, struct task_struct *previous, struct task_struct *next)
{
	struct state *state = bpf_task_storage_get(&of_tasks, next, 0, BPF_LOCAL_STORAGE_GET_F_CREATE);
	if (state)
		state->seen++;
	return 0;
}

SEC("cgroup_skb/egress")
int packet(struct __sk_buff *skb)
{
	struct state *state = bpf_get_local_storage(&of_group, 0);
	state->seen++;
	if (skb->sk)
		bpf_sk_storage_get(&of_sockets, skb->sk, 0, BPF_SK_STORAGE_GET_F_CREATE);
	return 1;
}
