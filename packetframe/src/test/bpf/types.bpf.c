// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Every kind of type that BTF has. */
#include "test.bpf.h"

#define TAG(name) __attribute__((btf_decl_tag(name)))
#define TYPE_TAG(name) __attribute__((btf_type_tag(name)))

struct unseen;
union also_unseen;

enum small { MINUS = -1, ONE = 1 } e32;
enum unsigned_small { MAX = 0xffffffff } u32_enum;
enum wide { WIDE = 0x123456789ULL } e64;
enum wide_signed { DEEP = -0x123456789LL } s64_enum;

struct shape {
	union { u32 word; u8 bytes[4]; };
	int left : 5, right : 27;
	double area;
	_Bool closed;
	char label;
	struct unseen *next;
	union also_unseen *other;
	const volatile u32 *restrict place;
	int (*turn)(struct shape *, u32 angle, ...);
	u32 TYPE_TAG("user") *user;
} TAG("shape") shape;

extern u32 elsewhere;

__noinline int turn(struct shape *what TAG("argument"), u32 angle) TAG("function");
__noinline int turn(struct shape *what, u32 angle)
{
	return what->left + angle;
}

SEC("xdp")
int use(void *context)
{
	return turn(&shape, e32 + u32_enum) + e64 + s64_enum;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
