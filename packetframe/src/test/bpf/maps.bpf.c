// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Every field of a map definition, both ways of giving sizes, pinning, and references to maps. */
#include "test.bpf.h"

struct key {
	u32 length;
	u8 address[16];
};

typedef struct {
	u64 packets;
	u64 bytes;
} counter;

struct {
	__uint(type, PERCPU_ARRAY);
	__uint(max_entries, 50);
	__type(key, u32);
	__type(value, counter);
} counters SEC(".maps");

struct {
	__uint(type, LPM_TRIE);
	__uint(max_entries, 1024);
	__uint(map_flags, 1);
	__type(key, struct key);
	__type(value, const volatile u32);
	__uint(pinning, 1);
} allowed_networks_with_a_long_name SEC(".maps");

struct {
	__uint(type, DEVMAP_HASH);
	__uint(key_size, 4);
	__uint(value_size, 8);
	__uint(max_entries, 64);
} ports SEC(".maps");

struct {
	__uint(type, RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

struct {
	__uint(type, BLOOM_FILTER);
	__uint(max_entries, 100);
	__uint(map_extra, 3);
	__uint(map_flags, 4);
	__uint(numa_node, 1);
	__type(value, u32[3][2]);
} filter SEC(".maps");

SEC("xdp")
int count(void *context)
{
	u32 key = 0;
	counter *found = lookup(&counters, &key);

	if (found)
		found->packets++;
	return lookup(&ports, &key) ? 2 : 1;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
