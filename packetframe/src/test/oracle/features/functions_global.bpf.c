// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Global functions that the verifier sees alone, static ones, and both shared. */
#include "feature.bpf.h"

struct counters { u64 packets, bytes; };

static __noinline u64 folded(u64 value)
{
	return value ^ value >> 32;
}

__noinline int add(struct counters *to, u32 length)
{
	if (!to)
		return -1;
	to->packets++;
	to->bytes += folded(length);
	return 0;
}

__noinline u32 twice(u32 value)
{
	return folded(value) * 2;
}

SEC("xdp")
int first(struct xdp_md *context)
{
	struct counters here = {};
	add(&here, twice(context->data_end - context->data));
	return here.packets + folded(here.bytes);
}

SEC("tc")
int second(struct __sk_buff *skb)
{
	return twice(skb->len);
}

SEC("xdp")
int third(struct xdp_md *context)
{
	return folded(context->rx_queue_index);
}
