// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * The smallest XDP program: every frame goes on to the kernel untouched. Feasibility attaches its
 * hand-assembled twin to find out whether a driver takes XDP at all; a test compares the two
 * instruction by instruction.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

SEC("xdp")
int xdp_pass(struct xdp_md *ctx)
{
	return XDP_PASS;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
