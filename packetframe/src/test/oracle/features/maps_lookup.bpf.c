// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Maps that programs look up: types, flags, extra, node, typed and sized. */
#include "feature.bpf.h"

struct pair { u32 from; u32 to; };

#define MAP(name, kind, entries, flags, K, V) struct { \
	__uint(type, BPF_MAP_TYPE_##kind); \
	__uint(max_entries, entries); \
	__uint(map_flags, flags); \
	__type(key, K); \
	__type(value, V); \
} name SEC(".maps")

MAP(hash, HASH, 10, 0, struct pair, u64);
MAP(hash_lazy, HASH, 10, BPF_F_NO_PREALLOC, u32, struct pair);
MAP(hash_numa, HASH, 10, BPF_F_NUMA_NODE, u32, u32);
MAP(array, ARRAY, 3, 0, u32, u8);
MAP(array_mapped, ARRAY, 3, BPF_F_MMAPABLE, u32, u64);
MAP(array_read_only, ARRAY, 3, BPF_F_RDONLY_PROG, u32, u64);
MAP(array_inner, ARRAY, 3, BPF_F_INNER_MAP, u32, u64);
MAP(percpu_hash, PERCPU_HASH, 10, 0, u32, u8);
MAP(percpu_array, PERCPU_ARRAY, 3, 0, u32, struct pair);
MAP(lru, LRU_HASH, 100, 0, u32, u64);
MAP(lru_no_common, LRU_HASH, 100, BPF_F_NO_COMMON_LRU, u32, u64);
MAP(lru_percpu, LRU_PERCPU_HASH, 100, 0, u32, u64);
MAP(trie, LPM_TRIE, 50, BPF_F_NO_PREALLOC, struct pair, u32);
MAP(a_name_that_is_longer_than_kernels_keep, ARRAY, 1, 0, u32, u32);

struct {
	__uint(type, BPF_MAP_TYPE_BLOOM_FILTER);
	__uint(max_entries, 20);
	__uint(map_extra, 3);
	__type(value, u64);
} bloom SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 20);
	__uint(value_size, 12);
} queue SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_STACK);
	__uint(max_entries, 20);
	__type(value, struct pair);
} stack SEC(".maps");

SEC("xdp")
int lookups(struct xdp_md *context)
{
	struct pair pair = { 32, context->rx_queue_index };
	u64 number = 0;
	u32 sum = 0;
#define COUNT(map, key) sum += !!bpf_map_lookup_elem(&map, key)
	COUNT(hash, &pair); COUNT(hash_lazy, &pair.to); COUNT(hash_numa, &pair.to);
	COUNT(array, &pair.to); COUNT(array_mapped, &pair.to); COUNT(array_read_only, &pair.to);
	COUNT(array_inner, &pair.to); COUNT(percpu_hash, &pair.to); COUNT(percpu_array, &pair.to);
	COUNT(lru, &pair.to); COUNT(lru_no_common, &pair.to); COUNT(lru_percpu, &pair.to);
	COUNT(trie, &pair); COUNT(a_name_that_is_longer_than_kernels_keep, &pair.to);
	bpf_map_push_elem(&bloom, &number, 0);
	bpf_map_peek_elem(&stack, &pair);
	struct { u32 word[3]; } words;
	bpf_map_pop_elem(&queue, &words);
	return sum + pair.to;
}
