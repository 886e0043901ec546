// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Functions of the kernel, called, asked for, and one that no kernel has. */
#include "test.bpf.h"

#define __ksym __attribute__((section(".ksyms")))

extern void *bpf_cast_to_kern_ctx(void *context) __ksym;
extern int pf_no_kernel_has_this(void *context) __ksym __weak;
extern void *bpf_rdonly_cast___newer(const void *object, u32 type) __ksym __weak;

SEC("xdp")
int call(void *context)
{
	if (pf_no_kernel_has_this)
		return pf_no_kernel_has_this(context);
	if (!bpf_rdonly_cast___newer)
		return 1;
	return bpf_cast_to_kern_ctx(context) ? 2 : 3;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
