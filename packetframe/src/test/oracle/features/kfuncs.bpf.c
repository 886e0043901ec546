// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Functions of the kernel: there, weak and there, weak and missing. */
#include "feature.bpf.h"

struct task_struct { s32 pid; } KERNEL_TYPE;
extern struct task_struct *bpf_task_from_pid(s32 pid) __ksym;
extern void bpf_task_release(struct task_struct *task) __ksym __weak;
extern int bpf_never_heard_of(struct task_struct *task) __ksym __weak;
extern void bpf_rcu_read_lock(void) __ksym;
extern void bpf_rcu_read_unlock(void) __ksym;

u64 sum;

SEC("tp_btf/sched_switch")
int BPF_PROG(functions, bool preempt, void *previous, void *next)
{
	bpf_rcu_read_lock();
	struct task_struct *task = bpf_task_from_pid(1);
	if (task) {
		sum++;
		if (bpf_never_heard_of)
			sum += bpf_never_heard_of(task);
		if (bpf_task_release)
			bpf_task_release(task);
	}
	bpf_rcu_read_unlock();
	return 0;
}
