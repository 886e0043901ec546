// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* A map that no kernel makes: an array with keys of 8 bytes. */
#include "feature.bpf.h"

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, u64);
	__type(value, u64);
} wrong SEC(".maps");

SEC("xdp")
int looks(struct xdp_md *context)
{
	u64 key = 0;
	return !!bpf_map_lookup_elem(&wrong, &key);
}
