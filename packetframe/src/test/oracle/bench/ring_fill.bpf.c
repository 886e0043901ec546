// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Fills a ring buffer to its end, for benchmarks that drain it. */
#include "../features/feature.bpf.h"

struct record { u64 number; u64 rest[7]; };

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 16 << 20);
} records SEC(".maps");

u64 written;

static long write_one(u32 index, void *context)
{
	struct record *record = bpf_ringbuf_reserve(&records, sizeof(*record), 0);
	if (!record)
		return 1;
	record->number = index;
	record->rest[6] = index;
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP);
	written++;
	return 0;
}

SEC("syscall")
int fill(void *context)
{
	written = 0;
	bpf_loop(1 << 22, write_one, 0, 0);
	return 0;
}
