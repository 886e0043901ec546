// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Instructions: atomics, 32-bit jumps, byte order, division; v4 where the compiler has it. */
#include "feature.bpf.h"

u64 counter;
s64 signed_number = -7;
s32 small = -3;
u32 flags;

SEC("raw_tp/sys_enter")
int all(struct bpf_raw_tracepoint_args *context)
{
	u64 old = __sync_fetch_and_add(&counter, 3);
	__sync_fetch_and_or(&flags, 4);
	__sync_fetch_and_and(&counter, ~8ULL);
	__sync_fetch_and_xor(&counter, 16);
	old += __sync_val_compare_and_swap(&counter, old, 5);
	old += __sync_lock_test_and_set(&flags, 1);
	old += __builtin_bswap64(counter) + __builtin_bswap16(flags) + __builtin_bswap32(small);
	if (counter)
		old += old / counter + old % counter;
#if __clang_major__ >= 18
	s64 divisor = (s64)context->args[0];
	if (divisor)
		old += signed_number / divisor + signed_number % divisor;
	old += (s64)(signed char)signed_number + (s64)(short)small;
#endif
	counter = old + (small < 2 ? signed_number >> 3 : small);
	return 0;
}
