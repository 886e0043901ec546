/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What verifiers refuse, one program a complaint. The fixtures under fixtures/verifier-logs are
 * what real kernels wrote about them; tests load one at a time.
 */
#include "test.bpf.h"

struct xdp_md {
	u32 data, data_end, data_meta, ingress_ifindex, rx_queue_index, egress_ifindex;
};

struct {
	__uint(type, ARRAY);
	__uint(max_entries, 4);
	__type(key, u32);
	__type(value, u64[8]);
} values SEC(".maps");

struct {
	__uint(type, RINGBUF);
	__uint(max_entries, 65536);
} events SEC(".maps");

const u64 constant[4] = { 1, 2, 3, 4 };

static long (*const update)(void *map, const void *key, const void *value, u64 flags) = (void *)2;
static u32 (*const get_prandom_u32)(void) = (void *)7;
static long (*const skb_vlan_push)(void *context, u32 proto, u32 tag) = (void *)18;
static void *(*const ringbuf_reserve)(void *map, u64 size, u64 flags) = (void *)131;
static long (*const ringbuf_output)(void *map, void *data, u64 size, u64 flags) = (void *)130;
static long (*const no_such_helper)(void) = (void *)100000;

SEC("?xdp") int packet_without_bounds(struct xdp_md *context)
{
	u8 *packet = (u8 *)(long)context->data;
	return packet[12];
}

SEC("?xdp") int packet_too_short(struct xdp_md *context)
{
	u8 *packet = (u8 *)(long)context->data;
	u8 *end = (u8 *)(long)context->data_end;
	if (packet + 14 > end)
		return 0;
	return packet[14];
}

SEC("?xdp") int value_without_null_check(struct xdp_md *context)
{
	/* Of an array, newer verifiers know that the constant key 0 is there. */
	u32 key = context->rx_queue_index;
	u64 *value = lookup(&values, &key);
	return value[1];
}

SEC("?xdp") int value_beyond_its_end(struct xdp_md *context)
{
	u32 key = 0;
	u64 *value = lookup(&values, &key);
	return value ? value[8] : 0;
}

SEC("?xdp") int value_at_any_index(struct xdp_md *context)
{
	u32 key = 0;
	u64 *value = lookup(&values, &key);
	return value ? value[context->rx_queue_index] : 0;
}

SEC("?xdp") int value_at_negative_index(struct xdp_md *context)
{
	u32 key = 0;
	u64 *value = lookup(&values, &key);
	s32 index = (s32)context->rx_queue_index;
	if (!value || index > 7)
		return 0;
	return value[index];
}

SEC("?xdp") int loop_without_end(struct xdp_md *context)
{
	volatile u32 count = 0;
	while (count != 1)
		;
	return 0;
}

SEC("?xdp") int loop_too_long(struct xdp_md *context)
{
	u32 sum = 0;
	for (u32 i = 0; i < 10000000; i++)
		sum += get_prandom_u32();
	return sum;
}

SEC("?xdp") int helper_of_others(struct xdp_md *context)
{
	return skb_vlan_push(context, 0x8100, 1);
}

SEC("?xdp") int helper_of_no_kernel(struct xdp_md *context)
{
	return no_such_helper();
}

SEC("?xdp") int reference_not_released(struct xdp_md *context)
{
	u64 *event = ringbuf_reserve(&events, 8, 0);
	if (event)
		*event = 1;
	return 0;
}

SEC("?xdp") int context_as_map(struct xdp_md *context)
{
	u32 key = 0;
	return lookup(context, &key) != 0;
}

SEC("?xdp") int number_as_pointer(struct xdp_md *context)
{
	u64 *nothing = (u64 *)(u64)context->rx_queue_index;
	return *nothing;
}

SEC("?xdp") int context_beyond_its_end(struct xdp_md *context)
{
	return ((u32 *)context)[10];
}

SEC("?xdp") int context_written(struct xdp_md *context)
{
	context->data = 0;
	return 0;
}

SEC("?xdp") int constant_written(struct xdp_md *context)
{
	*(volatile u64 *)&constant[1] = 5;
	return 0;
}

SEC("?xdp") int size_without_bounds(struct xdp_md *context)
{
	u64 event[4] = {};
	return ringbuf_output(&events, event, context->rx_queue_index, 0);
}

SEC("?xdp") int pointer_into_map(struct xdp_md *context)
{
	u32 key = 0;
	u64 value[8] = { (u64)context };
	char *map = (char *)&values;
	return *(map + context->rx_queue_index) + update(&values, &key, value, 0);
}

static __noinline u64 deep(u64 seed)
{
	volatile u64 room[50];
	room[seed & 31] = seed;
	return room[(seed + 1) & 31];
}

SEC("?xdp") int stacks_too_deep(struct xdp_md *context)
{
	volatile u64 room[50];
	room[context->rx_queue_index & 31] = 1;
	return deep(context->rx_queue_index) + room[3];
}

static __noinline u64 beyond(u64 *value)
{
	return value[8];
}

SEC("?xdp") int refused_in_callee(struct xdp_md *context)
{
	u32 key = 0;
	u64 *value = lookup(&values, &key);
	return value ? beyond(value) : 0;
}

/* Verified on its own, before or after the program that calls it. */
__noinline int global(struct xdp_md *context)
{
	u64 *nothing = (u64 *)(u64)context->rx_queue_index;
	return *nothing;
}

SEC("?xdp") int refused_in_global_function(struct xdp_md *context)
{
	return global(context) + 1;
}

SEC("?cgroup_skb/ingress") int answer_out_of_range(void *context)
{
	return 42;
}

char _license[] SEC("license") = "GPL";
