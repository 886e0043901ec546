// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * Compiled without -g: no BTF. Variables still work, maps cannot be defined. A function in no section
 * of its own is for programs to call, and here is none.
 */
#include "test.bpf.h"

u32 seen;

int lone(void *context)
{
	return seen++ & 1;
}

char LICENSE[] SEC("license") = "Proprietary";
