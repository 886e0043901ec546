// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Global variables of each section: read, written, constant, static, aligned, addressed inside. */
#include "test.bpf.h"

const volatile u32 limit = 7;
const volatile u8 prefix[3] = { 10, 20, 30 };
u64 total;
static u32 hidden;
u32 weights[4] = { 1, 2, 3, 4 };
u64 dropped SEC(".data.drops") = 5;
u32 scratch[8] SEC(".bss.scratch");
static volatile u32 own SEC(".data.own") = 9;
const char *const named = "pointed at";

SEC("xdp")
int spread(void *context)
{
	total += limit + weights[3] + prefix[2];
	dropped++;
	scratch[5] = own;
	hidden++;
	if (named[0] == 'x')
		return 1;
	return hidden & 1 ? 2 : 3;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
