// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Compiled without -g: no BTF. Variables still work, maps cannot. */
#include "test.bpf.h"

u32 seen;

int lone(void *context)
{
	return seen++ & 1;
}

char LICENSE[] SEC("license") = "Proprietary";
