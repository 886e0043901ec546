// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Tail calls, with an array that the object fills and one that it leaves empty. */
#include "feature.bpf.h"

int one(struct xdp_md *context);
int two(struct xdp_md *context);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 5);
	__uint(key_size, sizeof(u32));
	__array(values, int(struct xdp_md *));
} filled SEC(".maps") = { .values = { [0] = (void *)&one, [4] = (void *)&two } };

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 2);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(u32));
} empty SEC(".maps");

SEC("xdp")
int one(struct xdp_md *context)
{
	return XDP_DROP;
}

SEC("xdp")
int two(struct xdp_md *context)
{
	bpf_tail_call(context, &empty, context->rx_queue_index);
	return XDP_PASS;
}

SEC("xdp")
int start(struct xdp_md *context)
{
	bpf_tail_call(context, &filled, 4);
	return XDP_ABORTED;
}
