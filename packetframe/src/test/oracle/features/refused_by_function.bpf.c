// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* A global function that is wrong by itself, though no caller makes it so. */
#include "feature.bpf.h"

__noinline int reads(u32 *value)
{
	return *value;
}

SEC("xdp")
int calls(struct xdp_md *context)
{
	u32 value = 5;
	return reads(&value);
}
