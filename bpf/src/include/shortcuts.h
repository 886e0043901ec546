/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Answers that are known without a lookup: each call of a helper costs more than all of this. What
 * stands here only repeats the maps; where it is silent, or not there at all, the maps are asked.
 * Nobody writes to shortcuts that a program can see: the loader puts others in their place.
 */
#ifndef PACKETFRAME_SHORTCUTS_H
#define PACKETFRAME_SHORTCUTS_H

#include "maps.h"
#include "wire.h"

#define UNKNOWN (-1)

static __always_inline const struct shortcuts *find_shortcuts(void)
{
	__u32 first = 0;
	void *table = bpf_map_lookup_elem(&SHORTCUTS, &first);

	return table ? bpf_map_lookup_elem(table, &first) : 0;
}

/* Spreads neighbouring numbers; the upper bits are the good ones. */
static __always_inline __u32 spread(__u32 number)
{
	return number * 0x9E3779B1;
}

/*
 * Where a network's number stands among those that are listed whole. A place that nobody has holds
 * the number of another place, so that nothing is found there.
 */
static __always_inline __u32 place(__u64 network)
{
	return spread(network ^ network >> 24) >> (32 - LISTED_BITS);
}

static __always_inline int has_bit(const __u8 *bits, __u32 number)
{
	return bits[number >> 3 & (NETWORKS / 8 - 1)] >> (number & 7) & 1;
}

/* The device that receives such frames; 0: unknown. */
static __always_inline __u32 known_ingress(const struct shortcuts *shortcuts,
					   const struct ingress_key *key)
{
	__u32 slot = spread(key->port + bpf_ntohl(key->tags[0]) + bpf_ntohl(key->tags[1]) * 3) >>
		     (32 - INGRESS_BITS);
	const struct known_ingress *known = &shortcuts->ingress[slot & (KNOWN_INGRESSES - 1)];

	if (known->key.port != key->port || known->key.tags[0] != key->tags[0] ||
	    known->key.tags[1] != key->tags[1] || known->key.mac[0] != key->mac[0] ||
	    known->key.mac[1] != key->mac[1] || known->key.mac[2] != key->mac[2])
		return 0;
	return known->ifindex;
}

/* Whether the allowlist has an address: 1, 0 or unknown. */
static __always_inline int known_listed4(const struct shortcuts *shortcuts, __be32 address)
{
	__u32 bits = bpf_ntohl(address);
	__u32 net24 = bits >> 8;

	if (!has_bit(shortcuts->touched4, bits >> 16))
		return 0;
	if (has_bit(shortcuts->whole4, bits >> 16) ||
	    shortcuts->listed24[place(net24)] == net24)
		return 1;
	return UNKNOWN;
}

static __always_inline int known_listed6(const struct shortcuts *shortcuts, const __be32 *address)
{
	__u32 net32 = bpf_ntohl(address[0]);
	__u64 net48 = (__u64)net32 << 16 | bpf_ntohl(address[1]) >> 16;

	if (!has_bit(shortcuts->touched6, spread(net32) >> 16))
		return 0;
	if (shortcuts->listed32[place(net32)] == net32 ||
	    shortcuts->listed48[place(net48)] == net48)
		return 1;
	return UNKNOWN;
}

/* Where a VLAN device or bridge leads to; `*certain` is 0 where only the map knows. */
static __always_inline const struct vlan_egress *
known_vlan(const struct shortcuts *shortcuts, __u32 ifindex, int *certain)
{
	const struct known_vlan *known = &shortcuts->vlans[ifindex & (KNOWN_VLANS - 1)];

	*certain = !known->crowded;
	if (known->ifindex != ifindex)
		return 0;
	*certain = 1;
	return &known->egress;
}

#endif
