/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What of IPv6 the fast path takes: TCP, UDP and ICMPv6 right behind the fixed header. */
#ifndef PACKETFRAME_IPV6_H
#define PACKETFRAME_IPV6_H

#include "flow.h"

#define NDP_FIRST 133 /* router solicitation */
#define NDP_LAST 137  /* redirect */

/*
 * Multicast and link-local; unspecified, loopback, and IPv4-mapped, which no node may send and the
 * kernel drops as a source.
 */
static __always_inline int is_martian6(const __be32 *address)
{
	__u32 bits = bpf_ntohl(address[0]);

	if (bits >> 24 == 0xff || bits >> 22 == 0xfe80 >> 6)
		return 1;
	if (address[0] | address[1])
		return 0;
	return address[2] == bpf_htonl(0xffff) ||
	       (address[2] == 0 && (address[3] == 0 || address[3] == bpf_htonl(1)));
}

static __always_inline int read_ipv6(const struct frame *frame, struct counters *counters,
				     struct flow *flow)
{
	struct ipv6_header *ip = frame->l3;

	if ((void *)(ip + 1) > frame->end)
		return PASS(err_parse);
	if ((bpf_ntohl(ip->version_and_flow) >> 28) != 6)
		return PASS(pass_bad_header);
	flow->protocol = ip->next_header;
	flow->l3_length = sizeof(*ip) + bpf_ntohs(ip->payload_length);
	TRACE(L3_LENGTH, flow->l3_length);
	TRACE(PROTOCOL, flow->protocol);
	TRACE(TIME_TO_LIVE, ip->hop_limit);
	if (flow->protocol != PROTOCOL_TCP && flow->protocol != PROTOCOL_UDP &&
	    flow->protocol != PROTOCOL_ICMPV6)
		return PASS(pass_complex_header);
	if (flow->l3_length > frame->length - l3_offset(frame))
		return PASS(pass_bad_header);
	if (flow->protocol == PROTOCOL_ICMPV6) {
		__u8 *type = (__u8 *)(ip + 1);

		if (type + 4 > (__u8 *)frame->end)
			return PASS(err_parse);
		/* By type: a neighbour's hop limit of 255 would be worth nothing one hop on. */
		if (*type >= NDP_FIRST && *type <= NDP_LAST)
			return PASS(pass_ndp);
	}
	if (ip->hop_limit <= 1)
		return PASS(pass_low_ttl);
	return GO_ON;
}

#endif
