// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * Busy and idle time of each CPU, and how long tasks that could run waited for a CPU.
 *
 * Raw tracepoints since Linux 4.17. Of the kernel's structures only the state and the number of a
 * task are read, at offsets that the loader finds. Without them the waits of tasks that were
 * preempted are not seen, and what a CPU runs is known from the moment on that it was idle once.
 */
#include "cpu_time.h"

#define TASK_RUNNING 0
#define TASK_DEAD 0x80

/* Where `__state` is in struct task_struct (`state` before 5.14); 0: unknown. */
const volatile __u32 task_state = 0;

/* Where `pid` is; 0: unknown. */
const volatile __u32 task_pid = 0;

/* 0: only busy and idle time, at half the price. */
const volatile __u8 with_waits = 1;

/*
 * By the address of a task: since when it could run and does not; 0 while it runs or sleeps. What is
 * there is written in place, which costs half of taking it out and putting it back.
 */
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 16384);
	__type(key, __u64);
	__type(value, __u64);
} WAITING SEC(".maps");

static __always_inline void waits(__u64 task, __u64 now)
{
	__u64 *since = bpf_map_lookup_elem(&WAITING, &task);

	if (since) {
		*since = now;
		return;
	}
	if (bpf_map_update_elem(&WAITING, &task, &now, BPF_ANY)) {
		struct cpu_time *time = OWN_BLOCK(CPU_TIME);

		if (time)
			time->waits_lost++;
	}
}

static __always_inline void leaves(__u64 task, __u64 preempted, __u64 now)
{
	__u32 state = 0;

	if (!task_state || bpf_probe_read_kernel(&state, sizeof(state), (void *)(task + task_state)))
		return;
	/* A task that was about to sleep may be preempted before it does. */
	if (state == TASK_RUNNING || preempted)
		waits(task, now);
	else if (state & TASK_DEAD)
		bpf_map_delete_elem(&WAITING, &task);
}

static __always_inline void comes(struct cpu_time *time, __u64 task, __u64 now)
{
	__u64 *found = bpf_map_lookup_elem(&WAITING, &task);

	if (!found || !*found)
		return;
	__u64 since = *found;
	/* Another CPU may have been a little ahead when it wrote. */
	__u64 waited = now > since ? now - since : 0;
	if (task_state)
		*found = 0;
	else
		/* Nobody would see the task end. */
		bpf_map_delete_elem(&WAITING, &task);
	time->wait_ns_sum += waited;
	COUNT_IN(time->wait_ns_log2, waited);
}

static __always_inline __u64 runs_next(struct cpu_time *time, __u64 next, __u64 before)
{
	__u32 number = 0;

	if (time->idle_task)
		return next == time->idle_task ? RUNS_IDLE : RUNS_TASK;
	/* A CPU that is never idle goes back and forth between few tasks. */
	if (before && next == before)
		return RUNS_TASK;
	if (!task_pid || bpf_probe_read_kernel(&number, sizeof(number), (void *)(next + task_pid)))
		return RUNS_UNKNOWN;
	if (number)
		return RUNS_TASK;
	time->idle_task = next;
	return RUNS_IDLE;
}

/*
 * The idle task of each CPU is its own, and number 0; it is asked for until it was seen once, and
 * only where the last switch did not tell. The previous task is still the current one.
 */
static __always_inline __u32 did_idle(struct cpu_time *time, __u64 previous)
{
	if (time->idle_task)
		return previous == time->idle_task;
	if (time->runs != RUNS_TASK && !(__u32)bpf_get_current_pid_tgid()) {
		time->idle_task = previous;
		return 1;
	}
	time->task_before = previous;
	return 0;
}

/* Arguments: preempt, previous task, next task, and since 5.18 the state of the previous. */
SEC("raw_tp/sched_switch")
int cpu_switch(struct bpf_raw_tracepoint_args *ctx)
{
	struct cpu_time *time = OWN_BLOCK(CPU_TIME);
	__u64 now = bpf_ktime_get_ns();
	__u64 previous = ctx->args[1];
	__u64 next = ctx->args[2];

	if (!time)
		return 0;
	__u64 before = time->task_before;
	__u32 idles = did_idle(time, previous);
	__u64 runs = runs_next(time, next, before);
	account(time, now, idles ? RUNS_IDLE : RUNS_TASK, runs);
	if (with_waits) {
		if (!idles)
			leaves(previous, ctx->args[0], now);
		if (runs != RUNS_IDLE)
			comes(time, next, now);
	}
	return 0;
}

static __always_inline int wakes(struct bpf_raw_tracepoint_args *ctx)
{
	waits(ctx->args[0], bpf_ktime_get_ns());
	return 0;
}

SEC("raw_tp/sched_wakeup")
int cpu_wakeup(struct bpf_raw_tracepoint_args *ctx)
{
	return wakes(ctx);
}

SEC("raw_tp/sched_wakeup_new")
int cpu_wakeup_new(struct bpf_raw_tracepoint_args *ctx)
{
	return wakes(ctx);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
