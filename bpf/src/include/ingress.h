/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Is the frame for this host at all, and which device would the kernel receive it on? A port may be
 * promiscuous or in a bridge, and a tag that no VLAN device of the port has must not be routed.
 */
#ifndef PACKETFRAME_INGRESS_H
#define PACKETFRAME_INGRESS_H

#include "frame.h"
#include "shortcuts.h"

#define TPID_AND_VID 0xffff0fff
#define VID 0x0fff

/* The key without a MAC tells apart a frame for somebody else and tags that nobody has. */
static __always_inline int not_for_us(struct counters *counters, struct ingress_key *key)
{
	key->mac[0] = 0;
	key->mac[1] = 0;
	key->mac[2] = 0;
	key->any_mac = 1;
	if (bpf_map_lookup_elem(&INGRESS, key))
		return PASS(pass_not_ours);
	if (key->tags[0])
		return PASS(pass_unknown_vlan);
	return PASS(pass_not_configured);
}

static __always_inline vlan_tag without_priority(vlan_tag tag)
{
	return tag & bpf_htonl(VID) ? tag & bpf_htonl(TPID_AND_VID) : 0;
}

/* A tag with VID 0 is looked through, as the kernel does it where no device has that VID. */
static __always_inline void name_tags(const struct frame *frame, struct ingress_key *key)
{
	vlan_tag outer = without_priority(frame->tags[0]);
	vlan_tag inner = without_priority(frame->tags[1]);

	key->tags[0] = outer ? outer : inner;
	key->tags[1] = outer ? inner : 0;
}

static __always_inline int find_ingress(struct xdp_md *ctx, struct counters *counters,
					const struct shortcuts *shortcuts,
					const struct frame *frame, __u32 *ifindex)
{
	struct ethernet_header *ethernet = frame->start;
	struct ingress_key key;
	struct ingress *ingress;

	if ((void *)(ethernet + 1) > frame->end)
		return PASS(err_parse);
	key.port = ctx->ingress_ifindex;
	name_tags(frame, &key);
	key.mac[0] = ethernet->destination[0];
	key.mac[1] = ethernet->destination[1];
	key.mac[2] = ethernet->destination[2];
	key.any_mac = 0;
	*ifindex = shortcuts ? known_ingress(shortcuts, &key) : 0;
	if (!*ifindex) {
		ingress = bpf_map_lookup_elem(&INGRESS, &key);
		if (!ingress)
			return not_for_us(counters, &key);
		*ifindex = ingress->ifindex;
	}
	TRACE(INGRESS_DEVICE, *ifindex);
	return GO_ON;
}

#endif
