// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Refers to what only a running kernel, or another object, has. */
#include "test.bpf.h"

int missing_function(void *context);

SEC("xdp")
int refer(void *context)
{
	return missing_function(context);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
