// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* A table of functions for the kernel. */
#include "feature.bpf.h"

struct sock;
struct tcp_congestion_ops {
	u32 (*ssthresh)(struct sock *);
	void (*cong_avoid)(struct sock *, u32, u32);
	u32 (*undo_cwnd)(struct sock *);
	char name[16];
} KERNEL_TYPE;

SEC("struct_ops/threshold")
u32 BPF_PROG(threshold, struct sock *sk) { return 2; }
SEC("struct_ops/avoid")
void BPF_PROG(avoid, struct sock *sk, u32 ack, u32 acked) {}
SEC("struct_ops/undo")
u32 BPF_PROG(undo, struct sock *sk) { return 2; }

SEC(".struct_ops")
struct tcp_congestion_ops congestion = {
	.ssthresh = (void *)threshold,
	.cong_avoid = (void *)avoid,
	.undo_cwnd = (void *)undo,
	.name = "pf_oracle",
};
