/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The kernel's routes, rules and neighbours, asked as the ingress device would ask them. */
#ifndef PACKETFRAME_FIB_H
#define PACKETFRAME_FIB_H

#include "flow.h"

#define FAMILY_IPV4 2
#define FAMILY_IPV6 10

/* The traffic class and the flow label, without the version. */
#define FLOW_INFO 0x0fffffff

/*
 * What uapi headers before Linux 7.3 do not have (commit 35dac1daeb3c). With the flag the kernel
 * answers a VLAN device with the device below it and the tag, or that it cannot: two tags.
 */
#define FIB_LOOKUP_VLAN (1U << 6)
#define FIB_LKUP_RET_VLAN_FAILURE 10

/* What both families ask. Every byte is written: the kernel reads fields by family and flags. */
static __always_inline void ask_fib(struct bpf_fib_lookup *fib, const struct flow *flow,
				    __u32 ingress)
{
	fib->l4_protocol = flow->protocol;
	fib->sport = flow->source_port;
	fib->dport = flow->destination_port;
	/* On XDP the kernel compares this with the MTU of the route and its device. */
	fib->tot_len = flow->l3_length;
	fib->ifindex = ingress;
}

/*
 * A destination that the kernel does not forward is one of this host's own addresses, or has no
 * route at all.
 */
static __always_inline int not_forwarded(struct counters *counters, const void *local)
{
	return local ? PASS(pass_local) : PASS(pass_no_route);
}

static __always_inline int judge_answer(struct counters *counters, long answer)
{
	TRACE(FIB_ANSWER, answer);
	switch (answer) {
	case BPF_FIB_LKUP_RET_SUCCESS:
	case BPF_FIB_LKUP_RET_NOT_FWDED:
		return GO_ON;
	case BPF_FIB_LKUP_RET_BLACKHOLE:
		return DROP(drop_unreachable);
	case BPF_FIB_LKUP_RET_UNREACHABLE:
	case BPF_FIB_LKUP_RET_PROHIBIT:
		return PASS(pass_unreachable);
	case BPF_FIB_LKUP_RET_NO_NEIGH:
		return PASS(pass_no_neigh);
	case BPF_FIB_LKUP_RET_FRAG_NEEDED:
		return PASS(pass_frag_needed);
	default:
		/* Forwarding is off, a tunnel is on the route, an errno, or what comes one day. */
		return PASS(err_fib_other);
	}
}

static __always_inline __u32 fib_flags(const struct config *config)
{
	return config->flags & CONFIG_VLAN_LOOKUP ? FIB_LOOKUP_VLAN : 0;
}

static __always_inline long ask_fib4(struct xdp_md *ctx, const struct ipv4_header *ip,
				     const struct flow *flow, __u32 ingress,
				     struct bpf_fib_lookup *fib, __u32 flags)
{
	fib->family = FAMILY_IPV4;
	fib->tos = ip->tos;
	fib->ipv4_src = ip->source;
	fib->ipv4_dst = ip->destination;
	ask_fib(fib, flow, ingress);
	return bpf_fib_lookup(ctx, fib, sizeof(*fib), flags);
}

static __always_inline int find_route4(struct xdp_md *ctx, const struct config *config,
				       struct counters *counters, const struct ipv4_header *ip,
				       const struct flow *flow, __u32 ingress,
				       struct bpf_fib_lookup *fib)
{
	long answer = ask_fib4(ctx, ip, flow, ingress, fib, fib_flags(config));

	if (answer == FIB_LKUP_RET_VLAN_FAILURE)
		answer = ask_fib4(ctx, ip, flow, ingress, fib, 0);
	int verdict = judge_answer(counters, answer);
	if (answer == BPF_FIB_LKUP_RET_NOT_FWDED) {
		__be32 destination = ip->destination;

		return not_forwarded(counters, bpf_map_lookup_elem(&LOCAL_V4, &destination));
	}
	return verdict;
}

static __always_inline void copy6(__be32 *to, const __be32 *from)
{
	to[0] = from[0];
	to[1] = from[1];
	to[2] = from[2];
	to[3] = from[3];
}

static __always_inline long ask_fib6(struct xdp_md *ctx, const struct ipv6_header *ip,
				     const struct flow *flow, __u32 ingress,
				     struct bpf_fib_lookup *fib, __u32 flags)
{
	fib->family = FAMILY_IPV6;
	fib->flowinfo = ip->version_and_flow & bpf_htonl(FLOW_INFO);
	copy6(fib->ipv6_src, ip->source);
	copy6(fib->ipv6_dst, ip->destination);
	ask_fib(fib, flow, ingress);
	return bpf_fib_lookup(ctx, fib, sizeof(*fib), flags);
}

static __always_inline int find_route6(struct xdp_md *ctx, const struct config *config,
				       struct counters *counters, const struct ipv6_header *ip,
				       const struct flow *flow, __u32 ingress,
				       struct bpf_fib_lookup *fib)
{
	if (flow->l3_length > 0xffff)
		return PASS(pass_frag_needed);
	long answer = ask_fib6(ctx, ip, flow, ingress, fib, fib_flags(config));

	if (answer == FIB_LKUP_RET_VLAN_FAILURE)
		answer = ask_fib6(ctx, ip, flow, ingress, fib, 0);
	int verdict = judge_answer(counters, answer);
	if (answer == BPF_FIB_LKUP_RET_NOT_FWDED) {
		struct address6 destination;

		copy6(destination.words, ip->destination);
		return not_forwarded(counters, bpf_map_lookup_elem(&LOCAL_V6, &destination));
	}
	return verdict;
}

#endif
