// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* A helper for free programs only, in one that is not. */
#define LICENSE_TEXT "Proprietary"
#include "feature.bpf.h"

SEC("kprobe/vfs_read")
int reads(void *context)
{
	u64 value = 0;
	bpf_probe_read_kernel(&value, sizeof(value), context);
	return value;
}
