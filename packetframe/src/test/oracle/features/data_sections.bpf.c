// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Global variables: every section, sections of its own name, static, hidden, text. */
#include "feature.bpf.h"

int zero;
u64 start = 0x1122334455667788;
const volatile u32 limit = 7;
const volatile char name[16] = "packetframe";
static volatile u32 inside = 3;
static const volatile u64 table[4] = { 1, 2, 3, 4 };
__hidden u32 hidden_value = 9;
u32 special SEC(".data.special") = 5;
const volatile u32 more SEC(".rodata.more") = 6;
u64 cleared[10] SEC(".bss.cleared");
struct { u8 tag; u64 number; } pair SEC(".data.pair") = { 1, 2 };

SEC("raw_tp/sys_enter")
int variables(void *context)
{
	zero += start + limit + name[3] + inside++ + table[zero & 3] + hidden_value;
	special += more + cleared[2] + pair.number + pair.tag;
	bpf_printk("text %d in a section of its own", zero);
	return 0;
}
