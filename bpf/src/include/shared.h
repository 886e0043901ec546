/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the data path and the Java side both read or write: the values and keys of the maps.
 * Java finds names, offsets and sizes in the BTF of the object. No struct has hidden padding, as
 * keys are compared and records are copied byte by byte. Numbers are in host byte order except
 * __be16 and __be32, which hold the bytes of the wire.
 */
#ifndef PACKETFRAME_SHARED_H
#define PACKETFRAME_SHARED_H

#include <linux/types.h>

#define CONFIG_VERSION 1

/* struct config, flags: each gates a map lookup, and must be set whenever the map could hit. */
enum config_flag {
	CONFIG_IPV4 = 1 << 0,
	CONFIG_IPV6 = 1 << 1,
	CONFIG_PORT_QUIRKS = 1 << 2,
	/* The kernel answers for VLAN devices, as VLAN_RESOLVE would; it still answers for the rest. */
	CONFIG_VLAN_LOOKUP = 1 << 3,
	CONFIG_BLOCK = 1 << 5,
	CONFIG_VLAN = 1 << 6,
	CONFIG_MSS_CLAMP = 1 << 7,
};

/* CFG[0]. A version that is not ours passes every frame: so does a map that nobody filled. */
struct config {
	__u8 dry_run;
	__u8 flags;
	__u16 mss_clamp; /* the ceiling of last resort; 0: none */
	__u32 version;
};
_Static_assert(sizeof(struct config) == 8, "CFG");

/*
 * STATS[0], per CPU. The members are the counters: their names and their order are the wire format
 * of status and metrics. Members are added at the end and never removed. Each frame moves rx_total
 * and, unless no list has it, exactly one of the members that end a frame's way (fwd_*, pass_*,
 * drop_*, bogon_dropped, err_*).
 */
struct counters {
	__u64 rx_total;
	__u64 matched_v4;
	__u64 matched_v6;
	__u64 matched_src_only;
	__u64 matched_dst_only;
	__u64 matched_both;
	__u64 fwd_ok;
	__u64 fwd_dry_run;
	__u64 pass_fragment;
	__u64 pass_low_ttl;
	__u64 pass_no_neigh;
	__u64 pass_not_ip;
	__u64 pass_frag_needed;
	__u64 drop_unreachable;
	__u64 err_parse;
	__u64 err_fib_other;
	__u64 err_vlan;
	__u64 pass_not_in_devmap;
	__u64 pass_complex_header;
	__u64 err_head_shift;
	__u64 custom_fib_hit;
	__u64 custom_fib_miss;
	__u64 custom_fib_no_neigh;
	__u64 compare_agree;
	__u64 compare_disagree;
	__u64 ecmp_hash_v4;
	__u64 ecmp_hash_v6;
	__u64 ecmp_dead_leg_fallback;
	__u64 route_source_resync;
	__u64 neigh_cache_miss;
	__u64 nexthop_seq_retry;
	__u64 bmp_peer_down;
	__u64 bogon_dropped;
	__u64 mss_clamp_applied;
	__u64 mss_clamp_skipped;
	__u64 err_tail_call;
	__u64 err_mutation_ctx;
	__u64 pass_ndp;
	__u64 err_ctx_offset_range;
	__u64 err_redirect_failed;
	__u64 rx_total_tc;
	__u64 fwd_ok_tc;
	__u64 fib_cache_hit;
	__u64 fib_cache_miss;
	__u64 fib_cache_stale;
	__u64 err_parse_tc;
	__u64 err_parse_tc_l2;
	__u64 err_parse_tc_vlan;
	__u64 err_parse_tc_l3_v4;
	__u64 err_parse_tc_l3_v6;
	/* The first 50 are fixed by what reads them already; these are ours. */
	__u64 pass_local; /* for an address of this host */
	__u64 pass_no_route;
	__u64 pass_unreachable;	 /* unreachable or prohibit route: the kernel answers with ICMP */
	__u64 pass_unknown_vlan; /* a tag for which the port has no VLAN device that is up */
	__u64 pass_not_ours;	 /* another destination MAC than ours: also every broadcast */
	__u64 pass_bad_header;	 /* version, length or IPv4 checksum lie: the kernel drops it */
	__u64 pass_martian;	 /* an address that no router forwards */
	__u64 pass_too_long;	 /* longer than the egress device takes with its tags */
	__u64 pass_frags;	 /* in several buffers, and the egress device cannot send those */
	__u64 pass_not_configured; /* no configuration of our version, no such port, family off */
};
_Static_assert(sizeof(struct counters) == 60 * sizeof(__u64), "a counter was added or lost");

/* Key of ALLOW_V4, BLOCK_V4 and MSS_CLAMP_V4. */
struct prefix4 {
	__u32 length;
	__be32 address;
};
_Static_assert(sizeof(struct prefix4) == 8, "prefix4");

/* Key of ALLOW_V6, BLOCK_V6 and MSS_CLAMP_V6. */
struct prefix6 {
	__u32 length;
	__be32 address[4];
};
_Static_assert(sizeof(struct prefix6) == 20, "prefix6");

struct address6 {
	__be32 words[4];
};

/*
 * A VLAN tag as on the wire: TPID, then TCI, together 4 bytes. 0 where there is none. In keys and
 * in egress values the TCI holds the VID alone.
 */
typedef __be32 vlan_tag;

/*
 * Key of INGRESS: what a frame must look like to be for this host. One entry for each MAC that is
 * ours behind a port and its tags, and one without a MAC for each port and tags that have a device
 * at all. Tags with VID 0 are left out: they carry a priority and name no device.
 */
struct ingress_key {
	__u32 port;	  /* ifindex of the device that the program is attached to */
	vlan_tag tags[2]; /* outermost first */
	__be16 mac[3];
	__u16 any_mac; /* 1: the port and its tags have a device, whatever its MAC; mac is 0 then */
};
_Static_assert(sizeof(struct ingress_key) == 20, "ingress_key");

/* Value of INGRESS: where the kernel would receive such a frame. */
struct ingress {
	__u32 ifindex; /* the port, or the VLAN device, macvlan or bridge above it */
};

/* Bits of PORT_QUIRKS, whose key is the ifindex of a port. */
enum port_quirk {
	/*
	 * The driver shows frames 128 bytes too early (rvu_nicpf before 6.8). The end cannot be put
	 * right: adjust_tail clears what it adds, and that is the end of the frame. Such a port
	 * passes everything.
	 */
	QUIRK_HEAD_SHIFT_128 = 1 << 0,
};

enum egress_flag {
	EGRESS_FRAGS = 1 << 0, /* sends frames of several buffers (NETDEV_XDP_ACT_NDO_XMIT_SG) */
};

/* Value of EGRESS_PORTS, whose key is the ifindex of a redirect target. */
struct egress_port {
	__u32 longest_frame; /* mtu + hard_header_len + 4, what redirect takes */
	__u32 flags;	     /* enum egress_flag */
};
_Static_assert(sizeof(struct egress_port) == 8, "egress_port");

/*
 * Value of VLAN_RESOLVE, whose key is the ifindex of a VLAN device or a bridge that routes lead to:
 * the port below it, and the tags on the way there.
 */
struct vlan_egress {
	__u32 port;
	vlan_tag tags[2]; /* outermost first */
	/*
	 * For each of the tags the PCP to send for each PCP that came, 4 bits each, PCP 0 in the
	 * lowest: 0x76543210 keeps it. An untagged frame came with 0.
	 */
	__u32 priorities[2];
	__u32 l3_mtu;	     /* the smallest MTU of the VLAN devices and bridges on the way */
	__u32 longest_frame; /* of the port: mtu + hard_header_len + 4 */
	__u32 flags;	     /* of the port: enum egress_flag */
};
_Static_assert(sizeof(struct vlan_egress) == 32, "vlan_egress");

#define INGRESS_BITS 9
#define KNOWN_INGRESSES (1 << INGRESS_BITS)
#define KNOWN_VLANS 256
#define LISTED_BITS 11
#define KNOWN_PREFIXES (1 << LISTED_BITS)
#define NETWORKS (1 << 16)

/* An entry of INGRESS; ifindex 0: none. */
struct known_ingress {
	struct ingress_key key;
	__u32 ifindex;
};
_Static_assert(sizeof(struct known_ingress) == 24, "known_ingress");

/* An entry of VLAN_RESOLVE; ifindex 0: none. */
struct known_vlan {
	__u32 ifindex;
	__u32 crowded; /* 1: another one has this place too */
	struct vlan_egress egress;
};
_Static_assert(sizeof(struct known_vlan) == 40, "known_vlan");

/*
 * What SHORTCUTS leads to: parts of INGRESS, VLAN_RESOLVE, ALLOW_V4 and ALLOW_V6 once more, where
 * they are found without a call. shortcuts.h has the places.
 */
struct shortcuts {
	struct known_ingress ingress[KNOWN_INGRESSES];
	struct known_vlan vlans[KNOWN_VLANS];
	__u64 listed48[KNOWN_PREFIXES]; /* every address of that IPv6 network is listed */
	__u32 listed32[KNOWN_PREFIXES]; /* likewise */
	__u32 listed24[KNOWN_PREFIXES]; /* likewise of IPv4 */
	__u8 touched4[NETWORKS / 8];	/* by upper 16 bits: an address is listed */
	__u8 whole4[NETWORKS / 8];	/* by upper 16 bits: every address is listed */
	__u8 touched6[NETWORKS / 8];	/* by spread upper 32 bits: an address is listed */
};
_Static_assert(sizeof(struct shortcuts) == 79872, "shortcuts");

/* Value of MSS_CLAMP_V4 and MSS_CLAMP_V6. */
struct mss_clamp {
	__u16 mss;
	__u16 zero;
	__u32 egress; /* applies only to this egress; 0: to all */
};
_Static_assert(sizeof(struct mss_clamp) == 8, "mss_clamp");

/*
 * Everything that decides what a frame becomes. With two stages it is MUTATION_CTX[0], per CPU;
 * else it lives on the stack.
 */
struct mutation {
	__u32 port;	    /* ifindex of the redirect target */
	__u32 route_egress; /* ifindex that the route named: the port, or a device above it */
	vlan_tag tags[2];
	__be16 macs[6]; /* destination, then source */
	__u16 l3_length;
	__u16 mss_clamp;
	__u8 tags_in;
	__u8 tags_out;
	__u8 is_ipv4;
	__u8 config_flags;
};
_Static_assert(sizeof(struct mutation) == 36, "mutation");

#endif
