/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The allowlist, where source or destination is enough, and the block list of destinations. */
#ifndef PACKETFRAME_LISTS_H
#define PACKETFRAME_LISTS_H

#include "flow.h"
#include "shortcuts.h"

#define SOURCE_LISTED 1
#define DESTINATION_LISTED 2

static __always_inline void *find4(void *map, __be32 address)
{
	struct prefix4 key = {.length = 32, .address = address};

	return bpf_map_lookup_elem(map, &key);
}

static __always_inline void *find6(void *map, const __be32 *address)
{
	struct prefix6 key;

	key.length = 128;
	key.address[0] = address[0];
	key.address[1] = address[1];
	key.address[2] = address[2];
	key.address[3] = address[3];
	return bpf_map_lookup_elem(map, &key);
}

static __always_inline int is_listed4(const struct shortcuts *shortcuts, __be32 address)
{
	int known = shortcuts ? known_listed4(shortcuts, address) : UNKNOWN;

	return known == UNKNOWN ? find4(&ALLOW_V4, address) != 0 : known;
}

static __always_inline int is_listed6(const struct shortcuts *shortcuts, const __be32 *address)
{
	int known = shortcuts ? known_listed6(shortcuts, address) : UNKNOWN;

	return known == UNKNOWN ? find6(&ALLOW_V6, address) != 0 : known;
}

/* Both ends are looked up always: the counters say how much each alone would match. */
static __always_inline void count_match(struct counters *counters, __u32 listed)
{
	if (listed == SOURCE_LISTED)
		counters->matched_src_only++;
	else if (listed == DESTINATION_LISTED)
		counters->matched_dst_only++;
	else
		counters->matched_both++;
}

static __always_inline int check_lists4(const struct config *config, struct counters *counters,
					const struct shortcuts *shortcuts,
					const struct ipv4_header *ip)
{
	__u32 listed = is_listed4(shortcuts, ip->source) ? SOURCE_LISTED : 0;

	if (is_listed4(shortcuts, ip->destination))
		listed |= DESTINATION_LISTED;
	TRACE(ALLOWED, listed);
	if (!listed)
		return END_UNCOUNTED(XDP_PASS);
	counters->matched_v4++;
	count_match(counters, listed);
	if (config->flags & CONFIG_BLOCK && find4(&BLOCK_V4, ip->destination)) {
		TRACE(BLOCKED, 1);
		return DROP(bogon_dropped);
	}
	return GO_ON;
}

static __always_inline int check_lists6(const struct config *config, struct counters *counters,
					const struct shortcuts *shortcuts,
					const struct ipv6_header *ip)
{
	__u32 listed = is_listed6(shortcuts, ip->source) ? SOURCE_LISTED : 0;

	if (is_listed6(shortcuts, ip->destination))
		listed |= DESTINATION_LISTED;
	TRACE(ALLOWED, listed);
	if (!listed)
		return END_UNCOUNTED(XDP_PASS);
	counters->matched_v6++;
	count_match(counters, listed);
	if (config->flags & CONFIG_BLOCK && find6(&BLOCK_V6, ip->destination)) {
		TRACE(BLOCKED, 1);
		return DROP(bogon_dropped);
	}
	return GO_ON;
}

#endif
