// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Calls: static, global, weak and hidden functions, a callback, a call of a call, a shared one. */
#include "test.bpf.h"

u32 seen;

static __noinline int leaf(u32 value)
{
	seen += value;
	return value * 3;
}

__noinline int branch(u32 value)
{
	return leaf(value) + leaf(value + 1) + (int)seen;
}

__weak __noinline int chosen(u32 value)
{
	seen ^= value;
	return (int)seen;
}

__hidden __noinline int within(u32 value)
{
	seen -= value;
	return (int)(seen >> 1);
}

static int step(u32 index, void *context)
{
	seen += index;
	return 0;
}

static int other_step(u32 index, void *context)
{
	seen ^= index;
	return 0;
}

SEC("xdp")
int all(void *context)
{
	loop(10, step, 0, 0);
	loop(11, other_step, 0, 0);
	return branch(seen) + chosen(2) + within(3);
}

SEC("tc")
int some(void *context)
{
	return chosen(1) + leaf(5);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
