/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the monitors share. Each keeps its values in a block of its own per CPU: a struct of __u64,
 * or arrays of it. Java finds names and offsets in the BTF of the object, and the meaning in the
 * name: *_ns are nanoseconds, *bytes are bytes, all else is a number; NAME_log2 is a histogram,
 * NAME_sum what its values make together.
 */
#ifndef PACKETFRAME_MONITOR_H
#define PACKETFRAME_MONITOR_H

#include <linux/bpf.h>
#include <linux/types.h>
#include <bpf/bpf_helpers.h>

#define BLOCK(name, content)                                                                       \
	struct {                                                                                   \
		__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);                                           \
		__uint(max_entries, 1);                                                            \
		__type(key, __u32);                                                                \
		__type(value, content);                                                            \
	} name SEC(".maps")

/* The block of this CPU; the kernel always has it. */
#define OWN_BLOCK(name)                                                                            \
	({                                                                                         \
		__u32 first = 0;                                                                   \
		bpf_map_lookup_elem(&(name), &first);                                              \
	})

/* The compiler keeps the order of what stands before and behind. */
#define ORDERED() asm volatile("" ::: "memory")

/* How often 2 goes into a value: bucket n of a histogram holds 2^n to 2^(n+1)-1, bucket 0 also 0. */
static __always_inline __u32 log2_of(__u64 value)
{
	__u32 power = 0;

#pragma unroll
	for (int step = 32; step > 0; step /= 2) {
		if (value >> step) {
			value >>= step;
			power += step;
		}
	}
	return power;
}

/* The last bucket holds all that is larger. */
#define COUNT_IN(histogram, value)                                                                 \
	({                                                                                         \
		__u32 bucket = log2_of(value);                                                     \
		__u32 last = sizeof(histogram) / sizeof((histogram)[0]) - 1;                       \
		if (bucket > last)                                                                 \
			bucket = last;                                                             \
		(histogram)[bucket]++;                                                             \
	})

#endif
