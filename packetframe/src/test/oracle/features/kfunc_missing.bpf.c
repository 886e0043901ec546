// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* A function of the kernel that is nowhere and not weak. */
#include "feature.bpf.h"

extern int bpf_never_heard_of(void *context) __ksym;

SEC("tc")
int functions(struct __sk_buff *skb)
{
	return bpf_never_heard_of(skb);
}
