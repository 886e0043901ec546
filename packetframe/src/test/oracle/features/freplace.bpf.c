// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* A function to take the place of one in another program. */
#include "feature.bpf.h"

SEC("freplace/whatever")
int replacement(struct xdp_md *context)
{
	return 2;
}
