// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The second program reads what is not its own. */
#include "feature.bpf.h"

u32 bound;

SEC("xdp")
int fine(struct xdp_md *context)
{
	return bound;
}

SEC("xdp")
int reads_beyond(struct xdp_md *context)
{
	return *(u8 *)(long)context->data;
}

SEC("xdp")
int never_asked(struct xdp_md *context)
{
	return *(u16 *)(long)context->data;
}
