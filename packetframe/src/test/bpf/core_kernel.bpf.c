// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* CO-RE against the types of a running kernel, whose verifier holds the answers to them. */
#include "test.bpf.h"

#define CORE __attribute__((preserve_access_index))

struct task_struct {
	int pid;
	struct task_struct *group_leader;
	long no_such_member;
} CORE;

struct task_struct___other { int tgid; } CORE;

SEC("tp_btf/sched_switch")
int read(u64 *context)
{
	struct task_struct *task = (void *)context[1];
	volatile long seen = task->group_leader->pid;

	seen = ((struct task_struct___other *)task)->tgid;
	if (__builtin_preserve_field_info(task->no_such_member, 2))
		seen = task->no_such_member;
	(void)seen;
	return 0;
}

SEC("tp_btf/sched_switch")
int reach(u64 *context)
{
	struct task_struct *task = (void *)context[1];
	volatile long seen = task->no_such_member;

	(void)seen;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
