/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The MSS clamp: what to write is found here, while the frame is whole; rewrite.h writes it. Only
 * segments with SYN are looked at, so that established traffic pays for one flag.
 */
#ifndef PACKETFRAME_MSS_H
#define PACKETFRAME_MSS_H

#include "lists.h"

/* Real SYNs have MSS first; each step is verified, and 40 of them were too many for the verifier. */
#define OPTIONS_READ 8
#define MOST_TCP_HEADER 60
#define OPTION_END 0
#define OPTION_PADDING 1
#define OPTION_MSS 2
#define MSS_OPTION_LENGTH 4

struct mss_change {
	__u32 skipped; /* 1: there is a ceiling, and nothing above it */
	__u32 at; /* of the option's value, from the L3 header on; 0: nothing to write */
	__u16 value;
	__u16 checksum; /* of TCP, as it stands in the segment */
};

static __always_inline int applies(const struct mss_clamp *clamp, const struct mutation *mutation)
{
	return clamp && (clamp->egress == 0 || clamp->egress == mutation->route_egress ||
			 clamp->egress == mutation->port);
}

/* By the device that the route names, then by the port below it. */
static __always_inline __u32 ceiling_of_egress(const struct mutation *mutation)
{
	__u16 *ceiling = bpf_map_lookup_elem(&MSS_CLAMP_BY_IFACE, &mutation->route_egress);

	if (ceiling && *ceiling)
		return *ceiling;
	if (mutation->port == mutation->route_egress)
		return 0;
	ceiling = bpf_map_lookup_elem(&MSS_CLAMP_BY_IFACE, &mutation->port);
	return ceiling ? *ceiling : 0;
}

/* Source prefix, destination prefix, egress, everything; 0: no ceiling. */
static __always_inline __u32 choose_ceiling(const struct mutation *mutation,
					    const struct mss_clamp *source,
					    const struct mss_clamp *destination)
{
	__u32 ceiling;

	if (applies(source, mutation))
		return source->mss;
	if (applies(destination, mutation))
		return destination->mss;
	ceiling = ceiling_of_egress(mutation);
	return ceiling ? ceiling : mutation->mss_clamp;
}

static __always_inline __u32 find_ceiling(const struct mutation *mutation, void *l3, int is_ipv4)
{
	if (!(mutation->config_flags & CONFIG_MSS_CLAMP))
		return mutation->mss_clamp;
	if (is_ipv4) {
		struct ipv4_header *ip = l3;

		return choose_ceiling(mutation, find4(&MSS_CLAMP_V4, ip->source),
				      find4(&MSS_CLAMP_V4, ip->destination));
	} else {
		struct ipv6_header *ip = l3;

		return choose_ceiling(mutation, find6(&MSS_CLAMP_V6, ip->source),
				      find6(&MSS_CLAMP_V6, ip->destination));
	}
}

/* Where the value of the MSS option is, from the TCP header on; 0: not found. */
static __always_inline __u32 find_mss(const void *tcp, const void *end, __u32 tcp_length)
{
	__u32 at = sizeof(struct tcp_header);

#pragma unroll
	for (int i = 0; i < OPTIONS_READ; i++) {
		if (at + MSS_OPTION_LENGTH > tcp_length)
			return 0;
		/* The compiler knows the limit by now; the verifier has to be told. */
		asm volatile("" : "+r"(at));
		if (at > MOST_TCP_HEADER - MSS_OPTION_LENGTH)
			return 0;
		const __u8 *option = tcp + at;

		if ((const void *)(option + MSS_OPTION_LENGTH) > end || option[0] == OPTION_END)
			return 0;
		if (option[0] == OPTION_PADDING) {
			at++;
			continue;
		}
		if (option[0] == OPTION_MSS && option[1] == MSS_OPTION_LENGTH)
			return at + 2;
		if (option[1] < 2)
			return 0;
		at += option[1];
	}
	return 0;
}

/* Whether there is a TCP header with SYN, whole and inside the packet; its length, else 0. */
static __always_inline __u32 syn_length(const struct mutation *mutation, __u32 l3_header,
					const struct tcp_header *tcp, const void *end)
{
	__u32 length;

	if ((const void *)(tcp + 1) > end || !(tcp->flags & TCP_SYN))
		return 0;
	length = (tcp->words >> 4) * 4;
	if (length < sizeof(*tcp) || l3_header + length > mutation->l3_length)
		return 0;
	return length;
}

static __always_inline __u16 swapped(__u16 word)
{
	return __builtin_bswap16(word);
}

/* What the checksum over a segment becomes when one of its words does. */
static __always_inline __u16 replace_in_sum(__u16 checksum, __u16 old, __u16 new)
{
	return ~fold_sum((__u16)~checksum + (__u16)~old + new);
}

static __always_inline void plan_mss(const struct mutation *mutation, void *l3, void *end,
				     int is_ipv4, struct mss_change *change)
{
	__u32 l3_header = is_ipv4 ? sizeof(struct ipv4_header) : sizeof(struct ipv6_header);
	struct tcp_header *tcp = l3 + l3_header;
	__u32 length = syn_length(mutation, l3_header, tcp, end);
	__u32 ceiling, seen, at;

	if (!length)
		return;
	ceiling = find_ceiling(mutation, l3, is_ipv4);
	TRACE(MSS_CEILING, ceiling);
	if (!ceiling)
		return;
	at = find_mss(tcp, end, length);
	asm volatile("" : "+r"(at));
	if (at > 0 && at <= MOST_TCP_HEADER - 2) {
		__u8 *value = (void *)tcp + at;

		if ((void *)(value + 2) > end)
			return;
		seen = value[0] << 8 | value[1];
		TRACE(MSS_SEEN, seen);
		if (seen > ceiling) {
			change->at = l3_header + at;
			change->value = ceiling;
			/* At an odd offset the value straddles two words: its bytes change places. */
			change->checksum =
				at & 1 ? replace_in_sum(tcp->checksum, swapped(bpf_htons(seen)),
							 swapped(bpf_htons(ceiling)))
				       : replace_in_sum(tcp->checksum, bpf_htons(seen),
							bpf_htons(ceiling));
			return;
		}
	}
	change->skipped = 1;
}

#endif
