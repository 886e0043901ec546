// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* CO-RE: places in types that look otherwise in core_target.bpf.c. */
#include "test.bpf.h"

#define CORE __attribute__((preserve_access_index))

enum color { RED, BLUE = 7, GREY___dark = 9, LOST = 11 };
enum wide { HUGE_VALUE = 0x100000000ULL };
enum negative { BELOW = -5 };

struct inner { int x, y; } CORE;

struct thing {
	int a;
	u64 b;
	u8 c;
	u32 three : 3, seven : 7;
	s32 five : 5;
	u64 forty : 40;
	int array[4];
	struct inner in;
	union { int left; u64 right; };
	void *pointer;
	enum color color;
	short s;
	char name[16];
	struct inner list[2];
	int gone;
	u32 grows;
	s32 signed_grows;
	int turns_pointer;
	struct { int shallow; struct { int deep; }; };
	int flexible[];
} CORE;

struct thing___flavor { int only_new; } CORE;
struct missing { int member; } CORE;
struct twice { int same, differs; } CORE;
typedef int (*callback)(int, struct thing *);
typedef struct thing alias;
struct exact { int a; struct thing *behind; } CORE;
struct inexact { long a; } CORE;

u64 out[64];

SEC("raw_tp/read")
int read(struct thing *t)
{
	out[0] = t->a;
	out[1] = t->b;
	out[2] = t->c;
	out[3] = t->array[2];
	out[4] = t->in.y;
	out[5] = t->left;
	out[6] = t->right;
	out[7] = (u64)t->pointer;
	out[8] = t->color;
	out[9] = t->s;
	out[10] = t->name[5];
	out[11] = t->list[1].y;
	out[12] = t->grows;
	out[13] = t->deep;
	out[14] = t->flexible[3];
	out[15] = t[2].a;
	return 0;
}

SEC("raw_tp/write")
int write(struct thing *t)
{
	t->a = out[0];
	t->b = out[1];
	t->in.x = out[2];
	t->grows = out[3];
	return 0;
}

SEC("raw_tp/poison")
int poison(struct thing *t)
{
	out[0] = t->gone;
	out[1] = t->signed_grows;
	out[2] = t->turns_pointer;
	out[3] = (u64)__builtin_preserve_access_index(&t->gone);
	out[4] = __builtin_preserve_enum_value(*(enum color *)LOST, 1);
	out[5] = ((struct missing *)t)->member;
	return 0;
}

SEC("raw_tp/ask")
int ask(struct thing *t)
{
	out[0] = __builtin_preserve_field_info(t->three, 0);
	out[1] = __builtin_preserve_field_info(t->three, 1);
	out[2] = __builtin_preserve_field_info(t->five, 3);
	out[3] = __builtin_preserve_field_info(t->seven, 4);
	out[4] = __builtin_preserve_field_info(t->seven, 5);
	out[5] = __builtin_preserve_field_info(t->forty, 0);
	out[6] = __builtin_preserve_field_info(t->forty, 4);
	out[7] = __builtin_preserve_field_info(t->forty, 5);
	out[8] = __builtin_preserve_field_info(t->gone, 2);
	out[9] = __builtin_preserve_field_info(t->deep, 2);
	out[10] = __builtin_preserve_field_info(t->name, 1);
	out[11] = __builtin_preserve_field_info(((struct thing___flavor *)t)->only_new, 2);
	out[12] = __builtin_preserve_field_info(((struct thing___flavor *)t)->only_new, 0);
	out[13] = __builtin_preserve_field_info(((struct missing *)t)->member, 2);
	out[14] = __builtin_preserve_field_info(t->in, 1);
	out[15] = __builtin_preserve_field_info(t->c, 3);
	out[16] = __builtin_preserve_field_info(t->s, 4);
	out[17] = __builtin_preserve_field_info(t->s, 5);
	out[18] = __builtin_preserve_field_info(((struct twice *)t)->same, 0);
	return 0;
}

SEC("raw_tp/types")
int types(struct thing *t)
{
	out[0] = __builtin_btf_type_id(*(struct thing *)0, 0);
	out[1] = __builtin_btf_type_id(*(struct thing *)0, 1);
	out[2] = __builtin_preserve_type_info(*(struct thing *)0, 0);
	out[3] = __builtin_preserve_type_info(*(struct thing *)0, 1);
	out[4] = __builtin_preserve_type_info(*(struct missing *)0, 0);
	out[5] = __builtin_preserve_type_info(*(struct missing *)0, 1);
	out[6] = __builtin_preserve_type_info(*(callback *)0, 0);
	out[7] = __builtin_preserve_type_info(*(alias *)0, 0);
	out[8] = __builtin_preserve_type_info(*(struct exact *)0, 2);
	out[9] = __builtin_preserve_type_info(*(struct inexact *)0, 2);
	out[10] = __builtin_preserve_type_info(*(enum color *)0, 2);
	out[11] = __builtin_preserve_type_info(*(callback *)0, 2);
	out[12] = __builtin_btf_type_id(*(struct missing *)0, 1);
	return 0;
}

SEC("raw_tp/constants")
int constants(void *context)
{
	out[0] = __builtin_preserve_enum_value(*(enum color *)BLUE, 0);
	out[1] = __builtin_preserve_enum_value(*(enum color *)BLUE, 1);
	out[2] = __builtin_preserve_enum_value(*(enum color *)GREY___dark, 1);
	out[3] = __builtin_preserve_enum_value(*(enum color *)LOST, 0);
	out[4] = __builtin_preserve_enum_value(*(enum wide *)HUGE_VALUE, 1);
	out[5] = __builtin_preserve_enum_value(*(enum negative *)BELOW, 1);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
