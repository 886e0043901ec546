// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Refers to what only a running kernel, or another object, has. */
#include "test.bpf.h"

extern int bpf_kernel_function(void *context) __attribute__((section(".ksyms")));

SEC("xdp")
int refer(void *context)
{
	return bpf_kernel_function(context);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
