// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Programs that fit to the kernel they are loaded into: by its types, or by what they attach to. */
#include "test.bpf.h"

struct task_struct {
	int pid;
	int pf_no_kernel_has_this;
} __attribute__((preserve_access_index));

SEC("xdp")
int sizes(void *context)
{
	if (!__builtin_preserve_field_info(((struct task_struct *)0)->pid, 2))
		return 0;
	if (__builtin_preserve_field_info(((struct task_struct *)0)->pf_no_kernel_has_this, 2))
		return 1;
	if (__builtin_preserve_type_info(*(struct task_struct *)0, 1) < 1000)
		return 3;
	return 2;
}

SEC("tp_btf/sched_switch")
int switched(u64 *context)
{
	struct task_struct *next = (struct task_struct *)context[2];

	return next->pid < 0;
}

SEC("?fentry/pf_no_kernel_has_this")
int nowhere(void *context)
{
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
