// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Constants that are set before the load, variables that are read and written while it runs. */
#include "test.bpf.h"

const volatile u8 mode = 1;
const volatile s32 verdict = 2;
u64 runs;
s32 answer = 1;
u16 weights[3] = { 1, 2, 3 };
static volatile u32 own = 40;

SEC("xdp")
int choose(void *context)
{
	runs++;
	own += weights[1];
	if (mode == 1)
		return answer;
	if (mode == 2)
		return verdict;
	weights[2] = own;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
