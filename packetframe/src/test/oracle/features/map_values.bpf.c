// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Values of maps with something of the kernel in them: locks and kernel pointers. */
#include "feature.bpf.h"

struct task_struct;
struct locked { struct bpf_spin_lock lock; u64 count; };
struct holder { struct task_struct __attribute__((btf_type_tag("kptr"))) *task; };

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4);
	__type(key, u32);
	__type(value, struct locked);
} locks SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, u32);
	__type(value, struct holder);
} holders SEC(".maps");

SEC("tc")
int values(struct __sk_buff *skb)
{
	u32 key = 1;
	struct locked *locked = bpf_map_lookup_elem(&locks, &key);
	struct holder *holder = bpf_map_lookup_elem(&holders, &key);
	if (locked) {
		bpf_spin_lock(&locked->lock);
		locked->count++;
		bpf_spin_unlock(&locked->lock);
	}
	return holder != 0;
}
