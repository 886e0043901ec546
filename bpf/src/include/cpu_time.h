/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What a CPU did with its time, from one switch of tasks to the next. */
#ifndef PACKETFRAME_CPU_TIME_H
#define PACKETFRAME_CPU_TIME_H

#include "monitor.h"

/* What a CPU runs. */
enum runs {
	RUNS_UNKNOWN = 0,
	RUNS_TASK = 1,
	RUNS_IDLE = 2,
};

/*
 * The kernel copies a block from its start to its end while its CPU may be writing: a copy in which
 * `settled` is not `switches` was taken in the middle of a switch, and is taken again.
 */
struct cpu_time {
	__u64 settled;
	__u64 busy_ns;
	__u64 idle_ns;
	__u64 since_ns;	 /* when this task came, by CLOCK_MONOTONIC; 0: no switch was seen yet */
	__u64 runs;	 /* enum runs */
	__u64 idle_task; /* its address, once it was seen to run */
	__u64 task_before; /* who ran before the present one, while idle_task is not known */
	__u64 waits_lost;
	__u64 wait_ns_sum;
	__u64 wait_ns_log2[40];
	__u64 switches;
};

BLOCK(CPU_TIME, struct cpu_time);

static __always_inline void account(struct cpu_time *time, __u64 now, __u64 ran, __u64 runs)
{
	time->switches++;
	ORDERED();
	if (time->since_ns && ran == RUNS_IDLE)
		time->idle_ns += now - time->since_ns;
	if (time->since_ns && ran == RUNS_TASK)
		time->busy_ns += now - time->since_ns;
	time->since_ns = now;
	time->runs = runs;
	ORDERED();
	time->settled = time->switches;
}

#endif
