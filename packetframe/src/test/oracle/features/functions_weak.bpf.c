// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Weak and hidden functions. */
#include "feature.bpf.h"

__weak __noinline int chosen(u32 value)
{
	return value * 3;
}

__hidden __noinline int hidden_one(u32 *value)
{
	return *value + 1;
}

__weak __hidden __noinline int both(u32 *value)
{
	return hidden_one(value) * 5;
}

SEC("xdp")
int weak(struct xdp_md *context)
{
	u32 queue = context->rx_queue_index;
	return chosen(queue) + hidden_one(&queue) + both(&queue);
}
