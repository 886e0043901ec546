/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The example of the loader's page: counts frames and lets them pass. */
#include "test.bpf.h"

struct {
	__uint(type, ARRAY);
	__uint(max_entries, 1);
	__type(key, u32);
	__type(value, u64);
} frames SEC(".maps");

SEC("xdp") int count(void *context)
{
	u32 key = 0;
	u64 *value = lookup(&frames, &key);

	if (value)
		__sync_fetch_and_add(value, 1);
	return 2; /* XDP_PASS */
}

char _license[] SEC("license") = "GPL";
