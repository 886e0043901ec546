// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* CO-RE: constants of enumerations, of 32 and 64 bits. */
#include "feature.bpf.h"

enum bpf_map_type___kernel {
	BPF_MAP_TYPE_RINGBUF___kernel = 1,
	BPF_MAP_TYPE_HASH___kernel = 2,
	BPF_MAP_TYPE_OF_ANOTHER_WORLD___kernel = 3,
};
enum pid_type { PIDTYPE_PID, PIDTYPE_TGID = 77, PIDTYPE_PGID };
#if __clang_major__ >= 15
enum bpf_core_wide { WIDE = 0x1122334455667788ULL, NARROW = 1 };
enum { BPF_F_CURRENT_CPU___any = 5, BPF_F_CTXLEN_MASK___any = 0x1111111111ULL };
#endif

u64 sum;

SEC("raw_tracepoint/sys_enter")
int enumerations(void *context)
{
	sum += bpf_core_enum_value(enum bpf_map_type___kernel, BPF_MAP_TYPE_RINGBUF___kernel);
	sum += bpf_core_enum_value(enum bpf_map_type___kernel, BPF_MAP_TYPE_HASH___kernel);
	sum += bpf_core_enum_value_exists(enum bpf_map_type___kernel,
					  BPF_MAP_TYPE_OF_ANOTHER_WORLD___kernel);
	if (bpf_core_enum_value_exists(enum pid_type, PIDTYPE_TGID))
		sum += bpf_core_enum_value(enum pid_type, PIDTYPE_TGID);
#if __clang_major__ >= 15
	sum += bpf_core_enum_value_exists(enum bpf_core_wide, WIDE);
	if (bpf_core_enum_value_exists(enum bpf_core_wide, WIDE))
		sum += bpf_core_enum_value(enum bpf_core_wide, WIDE);
#endif
	return 0;
}
