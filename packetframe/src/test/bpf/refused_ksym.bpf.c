// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Refers to what only a running kernel, or another object, has. */
#include "test.bpf.h"

extern const int bpf_prog_active __attribute__((section(".ksyms")));

SEC("xdp")
int refer(void *context)
{
	return (int)(long)&bpf_prog_active;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
