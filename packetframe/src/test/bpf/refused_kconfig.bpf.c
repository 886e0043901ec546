// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Refers to what only a running kernel, or another object, has. */
#include "test.bpf.h"

extern int LINUX_KERNEL_VERSION __attribute__((section(".kconfig")));

SEC("xdp")
int refer(void *context)
{
	return LINUX_KERNEL_VERSION;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
