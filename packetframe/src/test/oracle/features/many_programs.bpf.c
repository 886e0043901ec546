// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Functions in .text that programs of several sections share, with lines of all. */
#include "feature.bpf.h"

static __noinline int a(u32 value) { return value + 1; }
static __noinline int b(u32 value) { return a(value) * 2; }
static __noinline int c(u32 value) { return b(value) - a(value); }

#define PROGRAM(section, name, function) \
	SEC(section) int name(struct xdp_md *context) { return function(context->rx_queue_index); }

PROGRAM("xdp", only_a, a)
PROGRAM("xdp", only_b, b)
PROGRAM("xdp.frags", only_c, c)
PROGRAM("xdp/devmap", again_b, b)

SEC("xdp")
int all(struct xdp_md *context)
{
	return a(context->data) + b(context->data_end) + c(context->rx_queue_index);
}
