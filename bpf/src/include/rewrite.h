/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The last step, and the only one that writes. The target of the redirect is named already. What
 * can still fail is that the head moves, which leaves the frame's bytes alone; from there on every
 * byte is known to be there.
 */
#ifndef PACKETFRAME_REWRITE_H
#define PACKETFRAME_REWRITE_H

#include "frame.h"
#include "mss.h"

/* The MAC addresses, and the tags of the egress. What follows them is in its place already. */
static __always_inline void write_ethernet(void *start, const struct mutation *mutation,
					   __u32 tags_out)
{
	__be16 *words = start;

	words[0] = mutation->macs[0];
	words[1] = mutation->macs[1];
	words[2] = mutation->macs[2];
	words[3] = mutation->macs[3];
	words[4] = mutation->macs[4];
	words[5] = mutation->macs[5];
	if (tags_out > 0)
		*(vlan_tag *)(words + 6) = mutation->tags[0];
	if (tags_out > 1)
		*(vlan_tag *)(words + 8) = mutation->tags[1];
}

static __always_inline void write_hop4(struct ipv4_header *ip)
{
	/* One less in the upper byte of its word is 0x0100 more in the complement; as the kernel. */
	__u32 checksum = ip->checksum + bpf_htons(0x0100);

	ip->checksum = checksum + (checksum >= 0xffff);
	ip->ttl--;
}

static __always_inline int write_mss(void *l3, void *end, __u32 l3_header,
				     const struct mss_change *change)
{
	struct tcp_header *tcp = l3 + l3_header;
	__u32 at = change->at;

	if (!at)
		return 1;
	asm volatile("" : "+r"(at));
	if (at > sizeof(struct ipv6_header) + MOST_TCP_HEADER - 2)
		return 0;
	__u8 *value = l3 + at;

	if ((void *)(value + 2) > end || (void *)(tcp + 1) > end)
		return 0;
	value[0] = change->value >> 8;
	value[1] = change->value;
	tcp->checksum = change->checksum;
	return 1;
}

/* Returns 0 where the frame is not what it was a moment ago, which cannot be. */
static __always_inline int write_frame(struct xdp_md *ctx, const struct mutation *mutation,
				       const struct mss_change *change, __u32 tags_out, int is_ipv4)
{
	__u32 l3_header = is_ipv4 ? sizeof(struct ipv4_header) : sizeof(struct ipv6_header);
	void *start = (void *)(long)ctx->data;
	void *end = (void *)(long)ctx->data_end;
	void *l3 = start + ETHERNET_HEADER + TAG_LENGTH * tags_out;

	if (l3 + l3_header > end || !write_mss(l3, end, l3_header, change))
		return 0;
	write_ethernet(start, mutation, tags_out);
	if (is_ipv4)
		write_hop4(l3);
	else
		((struct ipv6_header *)l3)->hop_limit--;
	return 1;
}

static __always_inline int rewrite_family(struct xdp_md *ctx, struct counters *counters,
					  const struct mutation *mutation, int is_ipv4)
{
	__u32 l3_header = is_ipv4 ? sizeof(struct ipv4_header) : sizeof(struct ipv6_header);
	void *end = (void *)(long)ctx->data_end;
	void *l3 = (void *)(long)ctx->data + ETHERNET_HEADER + TAG_LENGTH * mutation->tags_in;
	struct mss_change change = {};
	int grow = mutation->tags_out - mutation->tags_in, written;

	if (l3 + l3_header > end)
		return PASS(err_parse);
	if ((is_ipv4 ? ((struct ipv4_header *)l3)->protocol
		     : ((struct ipv6_header *)l3)->next_header) == PROTOCOL_TCP)
		plan_mss(mutation, l3, end, is_ipv4, &change);
	if (grow && bpf_xdp_adjust_head(ctx, -TAG_LENGTH * grow))
		return PASS(err_vlan);
	if (mutation->tags_out == 0)
		written = write_frame(ctx, mutation, &change, 0, is_ipv4);
	else if (mutation->tags_out == 1)
		written = write_frame(ctx, mutation, &change, 1, is_ipv4);
	else
		written = write_frame(ctx, mutation, &change, 2, is_ipv4);
	if (!written)
		return END(XDP_ABORTED, err_vlan);
	if (change.at)
		counters->mss_clamp_applied++;
	else if (change.skipped)
		counters->mss_clamp_skipped++;
	return END(XDP_REDIRECT, fwd_ok);
}

static __always_inline int rewrite(struct xdp_md *ctx, struct counters *counters,
				   const struct mutation *mutation)
{
	if (mutation->tags_in > MOST_TAGS || mutation->tags_out > MOST_TAGS)
		return PASS(err_ctx_offset_range);
	return mutation->is_ipv4 ? rewrite_family(ctx, counters, mutation, 1)
				 : rewrite_family(ctx, counters, mutation, 0);
}

#endif
