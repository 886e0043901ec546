// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Ring buffers, perf buffers without a size, stacks of the kernel. */
#include "feature.bpf.h"

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 5000);
} odd_size SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_USER_RINGBUF);
	__uint(max_entries, 8192);
} from_user SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(u32));
} per_cpu SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(key_size, sizeof(u32));
	__uint(value_size, 20 * sizeof(u64));
	__uint(max_entries, 100);
} stacks SEC(".maps");

SEC("raw_tp/sys_enter")
int report(struct bpf_raw_tracepoint_args *context)
{
	u64 *event = bpf_ringbuf_reserve(&odd_size, sizeof(*event), 0);
	u64 local = bpf_get_stackid(context, &stacks, 0);
	if (event) {
		*event = local;
		bpf_ringbuf_submit(event, 0);
	}
	bpf_perf_event_output(context, &per_cpu, BPF_F_CURRENT_CPU, &local, sizeof(local));
	return 0;
}

static long take(struct bpf_dynptr *dynptr, void *context)
{
	return 0;
}

SEC("raw_tp/sys_exit")
int drain(void *context)
{
	return bpf_user_ringbuf_drain(&from_user, take, 0, 0) & 0;
}
