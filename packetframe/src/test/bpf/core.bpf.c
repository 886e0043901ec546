// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* CO-RE: each kind of question about the kernel's types, as records. */
#include "test.bpf.h"

struct task {
	int pid;
	u64 flags : 3;
	u64 rest : 61;
	struct { int code[4]; } exit;
} __attribute__((preserve_access_index));

enum color { RED = 1, BLUE = 40 };
enum wide { HUGE_VALUE = 0x100000000ULL };

u64 out[16];

SEC("raw_tp/sched_switch")
int ask(struct task *task)
{
	out[0] = __builtin_preserve_field_info(task->pid, 0);
	out[1] = __builtin_preserve_field_info(task->flags, 1);
	out[2] = __builtin_preserve_field_info(task->exit.code[2], 2);
	out[3] = __builtin_preserve_field_info(task->pid, 3);
	out[4] = __builtin_preserve_field_info(task->flags, 4);
	out[5] = __builtin_preserve_field_info(task->flags, 5);
	out[6] = __builtin_btf_type_id(*(struct task *)0, 0);
	out[7] = __builtin_btf_type_id(*(struct task *)0, 1);
	out[8] = __builtin_preserve_type_info(*(struct task *)0, 0);
	out[9] = __builtin_preserve_type_info(*(struct task *)0, 1);
	out[10] = __builtin_preserve_enum_value(*(enum color *)BLUE, 0);
	out[11] = __builtin_preserve_enum_value(*(enum wide *)HUGE_VALUE, 1);
	out[12] = __builtin_preserve_type_info(*(struct task *)0, 2);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
