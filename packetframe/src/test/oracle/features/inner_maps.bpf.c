// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Maps in maps: filled, empty, declared in place, in arrays and in hashes. */
#include "feature.bpf.h"

struct inner {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, u32);
	__type(value, u64);
} first SEC(".maps"), second SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 8);
	__type(key, u32);
	__array(values, struct inner);
} filled SEC(".maps") = { .values = { [1] = &first, [5] = &second } };

struct {
	__uint(type, BPF_MAP_TYPE_HASH_OF_MAPS);
	__uint(max_entries, 8);
	__uint(key_size, 4);
	__array(values, struct {
		__uint(type, BPF_MAP_TYPE_HASH);
		__uint(max_entries, 16);
		__uint(map_flags, BPF_F_NO_PREALLOC);
		__type(key, u64);
		__type(value, u32);
	});
} empty SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 2);
	__uint(key_size, 4);
	__array(values, struct {
		__uint(type, BPF_MAP_TYPE_RINGBUF);
		__uint(max_entries, 4096);
	});
} buffers SEC(".maps");

SEC("xdp")
int nested(struct xdp_md *context)
{
	u32 index = 1;
	void *inner = bpf_map_lookup_elem(&filled, &index);
	u64 *value = inner ? bpf_map_lookup_elem(inner, &index) : 0;
	void *other = bpf_map_lookup_elem(&empty, &index);
	u64 key = 7;
	u32 *hashed = other ? bpf_map_lookup_elem(other, &key) : 0;
	return (value ? *value : 0) + (hashed ? *hashed : 0) + !!bpf_map_lookup_elem(&buffers, &index);
}
