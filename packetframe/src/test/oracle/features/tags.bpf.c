// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Tags on declarations and types, and an iterator in open code. */
#include "feature.bpf.h"

#define tag(text) __attribute__((btf_decl_tag(text)))

struct tagged { u32 member tag("first"); } tag("whole");
u32 variable tag("a variable") = 1;

__noinline int checked(struct __sk_buff *skb tag("arg:ctx"), u32 value)
{
	struct tagged local = { value };
	return local.member + skb->len;
}

SEC("tc")
int program(struct __sk_buff *skb)
{
	return checked(skb, variable);
}
