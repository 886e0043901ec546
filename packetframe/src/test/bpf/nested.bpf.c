// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Maps in maps and programs in maps, with their slots filled. */
#include "test.bpf.h"

struct inner {
	__uint(type, ARRAY);
	__uint(max_entries, 4);
	__type(key, u32);
	__type(value, u64);
} first SEC(".maps"), second SEC(".maps");

struct {
	__uint(type, ARRAY_OF_MAPS);
	__uint(max_entries, 3);
	__type(key, u32);
	__array(values, struct inner);
} outer SEC(".maps") = {
	.values = { [0] = &second, [2] = &first },
};

struct {
	__uint(type, HASH_OF_MAPS);
	__uint(max_entries, 8);
	__type(key, u64);
	__array(values, struct {
		__uint(type, HASH);
		__uint(max_entries, 2);
		__type(key, u32);
		__type(value, u32);
	});
} empty SEC(".maps");

int reject(void *context);
int accept(void *context);

struct {
	__uint(type, PROG_ARRAY);
	__uint(max_entries, 5);
	__uint(key_size, 4);
	__array(values, int (void *));
} stages SEC(".maps") = {
	.values = { [1] = (void *)&reject, [4] = (void *)&accept },
};

SEC("xdp")
int entry(void *context)
{
	u32 key = 2;

	if (lookup(&outer, &key))
		tail_call(context, &stages, 4);
	return 0;
}

SEC("xdp")
int reject(void *context)
{
	return 1;
}

SEC("xdp")
int accept(void *context)
{
	return 2;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
