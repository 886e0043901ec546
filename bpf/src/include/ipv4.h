/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What of IPv4 the fast path takes: what ip_rcv and ip_forward would take, without options. */
#ifndef PACKETFRAME_IPV4_H
#define PACKETFRAME_IPV4_H

#include "flow.h"

#define MORE_FRAGMENTS_OR_OFFSET 0x3fff

/* The sum over a header whose checksum is right is 0xffff. */
static __always_inline int has_right_checksum(const struct ipv4_header *ip)
{
	const __u32 *words = (const __u32 *)ip;
	__u64 sum = 0;

	sum += words[0];
	sum += words[1];
	sum += words[2];
	sum += words[3];
	sum += words[4];
	sum = (sum & 0xffffffff) + (sum >> 32);
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	sum = (sum & 0xffff) + (sum >> 16);
	return sum == 0xffff;
}

/* This network, loopback, link-local, multicast, broadcast. */
static __always_inline int is_martian4(__be32 address)
{
	__u32 bits = bpf_ntohl(address);

	return bits >> 24 == 0 || bits >> 24 == 127 || bits >> 16 == 0xa9fe ||
	       bits >> 28 == 0xe || bits == 0xffffffff;
}

static __always_inline int read_ipv4(const struct frame *frame, struct counters *counters,
				     struct flow *flow)
{
	struct ipv4_header *ip = frame->l3;

	if ((void *)(ip + 1) > frame->end)
		return PASS(err_parse);
	if (ip->version_and_words >> 4 != 4)
		return PASS(pass_bad_header);
	if (ip->version_and_words != 0x45)
		return PASS(pass_complex_header);
	flow->l3_length = bpf_ntohs(ip->total_length);
	flow->protocol = ip->protocol;
	TRACE(L3_LENGTH, flow->l3_length);
	TRACE(PROTOCOL, flow->protocol);
	TRACE(TIME_TO_LIVE, ip->ttl);
	if (flow->l3_length < sizeof(*ip) ||
	    flow->l3_length > frame->length - l3_offset(frame) ||
	    !has_right_checksum(ip))
		return PASS(pass_bad_header);
	if (ip->fragment & bpf_htons(MORE_FRAGMENTS_OR_OFFSET))
		return PASS(pass_fragment);
	if (ip->ttl <= 1)
		return PASS(pass_low_ttl);
	return GO_ON;
}

#endif
