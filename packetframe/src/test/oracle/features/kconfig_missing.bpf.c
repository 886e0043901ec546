// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* A value of the kernel configuration that is nowhere and not weak. */
#include "feature.bpf.h"

extern u32 CONFIG_NEVER_HEARD_OF __kconfig;

SEC("xdp")
int configuration(struct xdp_md *context)
{
	return CONFIG_NEVER_HEARD_OF;
}
