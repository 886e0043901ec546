// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The types of core_places.bpf.c as another kernel could have them. */
#include "test.bpf.h"

enum color { BLUE = 70, RED = 1, GREY = 90 };
enum wide { NOTHING, HUGE_VALUE = 0x200000000ULL };
enum negative { ABOVE = 5, BELOW = -50 };

struct inner { u64 before; int y; int x; };

struct thing___flavor { long first; int only_new; };

struct thing {
	u64 before[3];
	struct inner in;
	u64 b;
	const int a;
	u8 pad, c;
	u32 none : 9, seven : 7, three : 3;
	u64 forty : 40, five : 5;
	struct { volatile short s; int inside; };
	union { struct { u64 right; }; int left; };
	int array[8];
	enum color color;
	char name[32];
	struct inner list[3];
	u64 grows;
	s64 signed_grows;
	void *turns_pointer;
	struct { int more; union { int shallow; struct { int less, deep; }; }; };
	void *pointer;
	int flexible[];
};

struct twice { int same, differs; };
struct twice___other { int same, more, differs; };
typedef int (*callback)(int, struct thing *);
typedef struct thing alias;
struct exact { int more; struct thing *behind; int a; };
struct inexact { int a; };

struct thing *thing;
struct thing___flavor thing_flavor;
struct twice twice;
struct twice___other twice_other;
callback call;
alias *other;
struct exact exact;
struct inexact inexact;
enum wide wide;
enum negative negative;

char LICENSE[] SEC("license") = "Dual BSD/GPL";
