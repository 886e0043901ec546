// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Variables of the kernel, known by type or only by name, and some that no kernel has. */
#include "test.bpf.h"

#define __ksym __attribute__((section(".ksyms")))

extern const void do_exit __ksym;
extern const int bpf_prog_active __ksym;
extern const void pf_no_kernel_has_this __ksym __weak;
extern const int pf_no_kernel_has_that __ksym __weak;

u64 untyped;
u64 typed;
u64 missing;

SEC("xdp")
int addresses(void *context)
{
	untyped = (u64)&do_exit;
	if (&pf_no_kernel_has_this)
		return 0;
	if (&pf_no_kernel_has_that)
		return 1;
	return 2;
}

SEC("?xdp")
int by_type(void *context)
{
	typed = (u64)&bpf_prog_active;
	return 2;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
