/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A program for each kind of target of a monitor; each counts for itself. */
#include "test.bpf.h"

struct calls {
	u64 tracepoint;
	u64 raw_tracepoint;
	u64 entry;
	u64 back;
	u64 sysctls;
	u64 devices;
};

struct {
	__uint(type, PERCPU_ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, struct calls);
} CALLS SEC(".maps");

#define COUNT(member)                                                                              \
	({                                                                                         \
		u32 key = 0;                                                                       \
		struct calls *calls = lookup(&CALLS, &key);                                        \
		if (calls)                                                                         \
			calls->member++;                                                           \
	})

SEC("tp/sched/sched_switch") int tracepoint(void *context)
{
	COUNT(tracepoint);
	return 0;
}

SEC("raw_tp/sched_switch") int raw_tracepoint(void *context)
{
	COUNT(raw_tracepoint);
	return 0;
}

SEC("kprobe/vfs_unlink") int entry(void *context)
{
	COUNT(entry);
	return 0;
}

SEC("kretprobe/vfs_unlink") int back(void *context)
{
	COUNT(back);
	return 0;
}

SEC("cgroup/sysctl") int sysctls(void *context)
{
	COUNT(sysctls);
	return 1;
}

SEC("cgroup/dev") int devices(void *context)
{
	COUNT(devices);
	return 1;
}

char _license[] SEC("license") = "GPL";
