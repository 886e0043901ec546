// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Addresses of functions: loops, walks over maps, timers. */
#include "feature.bpf.h"

struct element { u64 count; struct bpf_timer timer; };

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, u32);
	__type(value, struct element);
} elements SEC(".maps");

static int step(u32 index, void *context)
{
	*(u64 *)context += index;
	return index > 5;
}

static int visit(void *map, u32 *key, struct element *value, void *context)
{
	value->count += *key;
	return 0;
}

static int fired(void *map, u32 *key, struct element *value)
{
	value->count = 0;
	bpf_timer_start(&value->timer, 1000000, 0);
	return 0;
}

SEC("tc")
int calls(struct __sk_buff *skb)
{
	u64 sum = 0;
	u32 key = 0;
	bpf_loop(10, step, &sum, 0);
	bpf_for_each_map_elem(&elements, visit, 0, 0);
	struct element *element = bpf_map_lookup_elem(&elements, &key);
	if (element && bpf_timer_init(&element->timer, &elements, 1 /* monotonic */) == 0)
		bpf_timer_set_callback(&element->timer, fired);
	return sum;
}
