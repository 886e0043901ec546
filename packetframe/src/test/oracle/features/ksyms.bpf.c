// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Externs of kernel variables: typed, untyped and weak. */
#include "feature.bpf.h"

struct rq { unsigned int nr_running; } KERNEL_TYPE;
extern const struct rq runqueues __ksym;
extern const int bpf_prog_active __ksym __weak;
extern const void vfs_read __ksym;
extern const int never_heard_of __ksym __weak;
extern const void nor_of_this __ksym __weak;

u64 sum;

SEC("raw_tp/sys_enter")
int variables(void *context)
{
	const struct rq *queue = bpf_per_cpu_ptr(&runqueues, 0);
	int *active = bpf_this_cpu_ptr(&bpf_prog_active);
	if (queue)
		sum += queue->nr_running;
	sum += *active + (u64)&vfs_read + (u64)&nor_of_this;
	if (&never_heard_of)
		sum += *(int *)bpf_this_cpu_ptr(&never_heard_of);
	return 0;
}
