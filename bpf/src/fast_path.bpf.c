// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * The fast path, on XDP: forwards frames of listed prefixes by the kernel's own routes, and hands
 * every other frame to the kernel as it came. This file is the order of the decisions, which the
 * counters make visible; each header of include/ is one of them.
 *
 * The same sources make more than one object: fast_path_two_stage.bpf.c with a tail call in the
 * middle, and the traced forms of both.
 */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#include "egress.h"
#include "fib.h"
#include "frame.h"
#include "ingress.h"
#include "ipv4.h"
#include "ipv6.h"
#include "lists.h"
#include "maps.h"
#include "rewrite.h"
#include "shortcuts.h"
#include "stages.h"
#include "verdict.h"

static __always_inline int has_quirk(struct xdp_md *ctx)
{
	__u32 port = ctx->ingress_ifindex;
	__u32 *quirks = bpf_map_lookup_elem(&PORT_QUIRKS, &port);

	return quirks && *quirks & QUIRK_HEAD_SHIFT_128;
}

static __always_inline void copy_macs(struct mutation *mutation, const struct bpf_fib_lookup *fib)
{
	const __be16 *destination = (const __be16 *)fib->dmac;
	const __be16 *source = (const __be16 *)fib->smac;

	mutation->macs[0] = destination[0];
	mutation->macs[1] = destination[1];
	mutation->macs[2] = destination[2];
	mutation->macs[3] = source[0];
	mutation->macs[4] = source[1];
	mutation->macs[5] = source[2];
}

/* From the route on, both families go the same way. */
static __always_inline int forward(struct xdp_md *ctx, const struct config *config,
				   struct counters *counters, const struct shortcuts *shortcuts,
				   const struct frame *frame, const struct flow *flow,
				   const struct bpf_fib_lookup *fib, int is_ipv4)
{
	struct mutation *mutation, on_stack;
	int verdict;

	mutation = mutation_memory(&on_stack);
	if (!mutation)
		return PASS(err_mutation_ctx);
	verdict = find_egress(config, shortcuts, frame, counters, flow, fib, mutation);
	if (verdict != GO_ON)
		return verdict;
	copy_macs(mutation, fib);
	mutation->l3_length = flow->l3_length;
	mutation->mss_clamp = config->mss_clamp;
	mutation->tags_in = frame->tag_count;
	mutation->is_ipv4 = is_ipv4;
	mutation->config_flags = config->flags;
	return mutate(ctx, counters, mutation);
}

static __always_inline int forward4(struct xdp_md *ctx, const struct config *config,
				    struct counters *counters, const struct shortcuts *shortcuts,
				    const struct frame *frame, __u32 ingress)
{
	struct ipv4_header *ip = frame->l3;
	struct bpf_fib_lookup fib = {};
	struct flow flow;
	int verdict;

	verdict = read_ipv4(frame, counters, &flow);
	if (verdict != GO_ON)
		return verdict;
	verdict = check_lists4(config, counters, shortcuts, ip);
	if (verdict != GO_ON)
		return verdict;
	if (is_martian4(ip->source) || is_martian4(ip->destination))
		return PASS(pass_martian);
	if (config->dry_run)
		return PASS(fwd_dry_run);
	read_ports(frame, sizeof(*ip), &flow);
	verdict = find_route4(ctx, config, counters, ip, &flow, ingress, &fib);
	if (verdict != GO_ON)
		return verdict;
	return forward(ctx, config, counters, shortcuts, frame, &flow, &fib, 1);
}

static __always_inline int forward6(struct xdp_md *ctx, const struct config *config,
				    struct counters *counters, const struct shortcuts *shortcuts,
				    const struct frame *frame, __u32 ingress)
{
	struct ipv6_header *ip = frame->l3;
	struct bpf_fib_lookup fib = {};
	struct flow flow;
	int verdict;

	verdict = read_ipv6(frame, counters, &flow);
	if (verdict != GO_ON)
		return verdict;
	verdict = check_lists6(config, counters, shortcuts, ip);
	if (verdict != GO_ON)
		return verdict;
	if (is_martian6(ip->source) || is_martian6(ip->destination))
		return PASS(pass_martian);
	if (config->dry_run)
		return PASS(fwd_dry_run);
	read_ports(frame, sizeof(*ip), &flow);
	verdict = find_route6(ctx, config, counters, ip, &flow, ingress, &fib);
	if (verdict != GO_ON)
		return verdict;
	return forward(ctx, config, counters, shortcuts, frame, &flow, &fib, 0);
}

SEC("xdp")
int fast_path(struct xdp_md *ctx)
{
	__u32 first = 0;
	struct counters *counters = bpf_map_lookup_elem(&STATS, &first);
	struct config *config = bpf_map_lookup_elem(&CFG, &first);
	const struct shortcuts *shortcuts;
	struct frame frame;
	int verdict, is_ipv4;
	__u32 ingress;

	if (!counters)
		return XDP_PASS;
	counters->rx_total++;
	if (!config || config->version != CONFIG_VERSION)
		return PASS(pass_not_configured);
	TRACE(CONFIGURED, config->flags | config->dry_run << 8);
	if (config->flags & CONFIG_PORT_QUIRKS && has_quirk(ctx))
		return PASS(err_head_shift);
	verdict = read_frame(ctx, counters, &frame);
	if (verdict != GO_ON)
		return verdict;
	if (frame.type != bpf_htons(ETHERTYPE_IPV4) && frame.type != bpf_htons(ETHERTYPE_IPV6))
		return PASS(pass_not_ip);
	is_ipv4 = frame.type == bpf_htons(ETHERTYPE_IPV4);
	if (!(config->flags & (is_ipv4 ? CONFIG_IPV4 : CONFIG_IPV6)))
		return PASS(pass_not_configured);
	shortcuts = find_shortcuts();
	verdict = find_ingress(ctx, counters, shortcuts, &frame, &ingress);
	if (verdict != GO_ON)
		return verdict;
	return is_ipv4 ? forward4(ctx, config, counters, shortcuts, &frame, ingress)
		       : forward6(ctx, config, counters, shortcuts, &frame, ingress);
}

#ifdef TWO_STAGES
SEC("xdp")
int finalize(struct xdp_md *ctx)
{
	__u32 first = 0;
	struct counters *counters = bpf_map_lookup_elem(&STATS, &first);
	struct mutation *mutation = bpf_map_lookup_elem(&MUTATION_CTX, &first);

	if (!counters)
		return XDP_PASS;
	if (!mutation)
		return PASS(err_mutation_ctx);
	return rewrite(ctx, counters, mutation);
}
#endif

char LICENSE[] SEC("license") = "Dual BSD/GPL";
