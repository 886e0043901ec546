// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * Busy and idle time of each CPU by a kprobe, for kernels whose raw tracepoints cannot be used. The
 * function runs as the first act of each task that a CPU has switched to.
 */
#include "cpu_time.h"

SEC("kprobe/finish_task_switch")
int cpu_switched(void *ctx)
{
	struct cpu_time *time = OWN_BLOCK(CPU_TIME);
	__u32 idles = !(__u32)bpf_get_current_pid_tgid();

	if (time)
		account(time, bpf_ktime_get_ns(), time->runs, idles ? RUNS_IDLE : RUNS_TASK);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
