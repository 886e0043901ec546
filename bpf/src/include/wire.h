/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The headers on the wire that the data path reads, as their RFCs draw them. */
#ifndef PACKETFRAME_WIRE_H
#define PACKETFRAME_WIRE_H

#include <linux/types.h>
#include <bpf/bpf_endian.h>

#define ETHERTYPE_IPV4 0x0800
#define ETHERTYPE_IPV6 0x86DD
#define ETHERTYPE_8021Q 0x8100
#define ETHERTYPE_8021AD 0x88A8

#define ETHERNET_HEADER 14
#define TAG_LENGTH 4
#define MOST_TAGS 2

#define PROTOCOL_TCP 6
#define PROTOCOL_UDP 17
#define PROTOCOL_ICMPV6 58

struct ethernet_header {
	__be16 destination[3];
	__be16 source[3];
	__be16 type; /* or the TPID of the first tag */
};

struct ipv4_header {
	__u8 version_and_words;
	__u8 tos;
	__be16 total_length;
	__be16 identification;
	__be16 fragment; /* three flags and the offset */
	__u8 ttl;
	__u8 protocol;
	__u16 checksum;
	__be32 source;
	__be32 destination;
};
_Static_assert(sizeof(struct ipv4_header) == 20, "RFC 791");

struct ipv6_header {
	__be32 version_and_flow;
	__be16 payload_length;
	__u8 next_header;
	__u8 hop_limit;
	__be32 source[4];
	__be32 destination[4];
};
_Static_assert(sizeof(struct ipv6_header) == 40, "RFC 8200");

struct tcp_header {
	__be16 source;
	__be16 destination;
	__be32 sequence;
	__be32 acknowledged;
	__u8 words; /* the header's length in the upper four bits */
	__u8 flags;
	__be16 window;
	__u16 checksum;
	__be16 urgent;
};
_Static_assert(sizeof(struct tcp_header) == 20, "RFC 9293");

#define TCP_SYN 0x02

/* Adds the carries of a sum of 16-bit words in one's complement, at most twice. */
static __always_inline __u16 fold_sum(__u32 sum)
{
	sum = (sum & 0xffff) + (sum >> 16);
	return sum + (sum >> 16);
}

#endif
