/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * From the device that the route names to the port that sends, the tags on the way there, and
 * whether the frame fits. Redirect goes to ports only: a VLAN device or a bridge cannot send XDP
 * frames.
 */
#ifndef PACKETFRAME_EGRESS_H
#define PACKETFRAME_EGRESS_H

#include "flow.h"
#include "shortcuts.h"

#define PCP_SHIFT 13
#define PCP_MASK 0xe000
#define DEI_MASK 0x1000
#define KEPT_PRIORITIES 0x76543210

/* The shortest Ethernet frame without its FCS, and a tag that may have left it. */
#define PADDED_FRAME 64

/*
 * The tag to send, with DEI and the mapped PCP of the tag of the same level that came. An untagged
 * frame came with neither.
 */
static __always_inline vlan_tag send_tag(vlan_tag tag, vlan_tag came, __u32 priorities)
{
	__u32 tci = bpf_ntohl(came) & 0xffff;
	__u32 pcp = priorities >> ((tci & PCP_MASK) >> PCP_SHIFT) * 4 & 7;

	return tag | bpf_htonl(pcp << PCP_SHIFT | (tci & DEI_MASK));
}

static __always_inline void send_by(const struct frame *frame, const struct vlan_egress *vlan,
				    struct mutation *mutation)
{
	mutation->port = vlan->port;
	if (vlan->tags[0]) {
		mutation->tags[0] = send_tag(vlan->tags[0], frame->tags[0], vlan->priorities[0]);
		mutation->tags_out = 1;
	}
	if (vlan->tags[1]) {
		mutation->tags[1] = send_tag(vlan->tags[1], frame->tags[1], vlan->priorities[1]);
		mutation->tags_out = 2;
	}
}

/* The route led to a VLAN device, and the kernel named the port below it. */
static __always_inline void send_tagged(const struct frame *frame, const struct bpf_fib_lookup *fib,
					struct mutation *mutation)
{
	vlan_tag tag = bpf_htonl(bpf_ntohs(fib->h_vlan_proto) << 16 | bpf_ntohs(fib->h_vlan_TCI));

	mutation->tags[0] = send_tag(tag, frame->tags[0], KEPT_PRIORITIES);
	mutation->tags_out = 1;
}

/* Names the target of the redirect, which stays named whatever becomes of the map entry. */
static __always_inline int find_target(struct counters *counters, const struct mutation *mutation)
{
	long redirect = bpf_redirect_map(&REDIRECT_DEVMAP, mutation->port, XDP_PASS);

	TRACE(REDIRECTED, redirect);
	return redirect == XDP_REDIRECT ? GO_ON : PASS(pass_not_in_devmap);
}

/*
 * Where the route leads to a port, it held the L3 length against the MTU of that very port, and
 * what fits there is never too long for it. Only what stands behind the packet can make it so, and
 * not up to the shortest frame.
 */
static __always_inline int fits_surely(const struct frame *frame, const struct flow *flow,
				       __u32 length)
{
	return !is_fragmented(frame) &&
	       (length <= ETHERNET_HEADER + flow->l3_length || length <= PADDED_FRAME);
}

/* The frame as it leaves: its padding comes along, whatever its L3 length says. */
static __always_inline int check_length(const struct frame *frame, struct counters *counters,
					const struct flow *flow, const struct vlan_egress *vlan,
					const struct mutation *mutation)
{
	__u32 length = frame->length - l3_offset(frame) + ETHERNET_HEADER +
		       TAG_LENGTH * mutation->tags_out;
	__u32 longest, flags;

	TRACE(FRAME_LENGTH, length);
	if (vlan) {
		if (flow->l3_length > vlan->l3_mtu)
			return PASS(pass_too_long);
		longest = vlan->longest_frame;
		flags = vlan->flags;
	} else {
		if (fits_surely(frame, flow, length))
			return GO_ON;
		struct egress_port *port = bpf_map_lookup_elem(&EGRESS_PORTS, &mutation->port);

		if (!port)
			return PASS(pass_not_in_devmap);
		longest = port->longest_frame;
		flags = port->flags;
	}
	if (length > longest)
		return PASS(pass_too_long);
	if (is_fragmented(frame) && !(flags & EGRESS_FRAGS))
		return PASS(pass_frags);
	return GO_ON;
}

static __always_inline const struct vlan_egress *
find_vlan(const struct shortcuts *shortcuts, __u32 ifindex)
{
	int certain;

	if (shortcuts) {
		const struct vlan_egress *known = known_vlan(shortcuts, ifindex, &certain);

		if (certain)
			return known;
	}
	return bpf_map_lookup_elem(&VLAN_RESOLVE, &ifindex);
}

static __always_inline int find_egress(const struct config *config,
				       const struct shortcuts *shortcuts, const struct frame *frame,
				       struct counters *counters, const struct flow *flow,
				       const struct bpf_fib_lookup *fib, struct mutation *mutation)
{
	__u32 route_egress = fib->ifindex;
	const struct vlan_egress *vlan = 0;
	int verdict;

	mutation->route_egress = route_egress;
	mutation->port = route_egress;
	mutation->tags[0] = 0;
	mutation->tags[1] = 0;
	mutation->tags_out = 0;
	TRACE(ROUTE_EGRESS, route_egress);
	if (fib->h_vlan_proto)
		send_tagged(frame, fib, mutation);
	else if (config->flags & CONFIG_VLAN)
		vlan = find_vlan(shortcuts, route_egress);
	if (vlan)
		send_by(frame, vlan, mutation);
	TRACE(EGRESS_PORT, mutation->port);
	TRACE(EGRESS_OUTER, mutation->tags[0]);
	TRACE(EGRESS_INNER, mutation->tags[1]);
	verdict = find_target(counters, mutation);
	if (verdict != GO_ON)
		return verdict;
	return check_length(frame, counters, flow, vlan, mutation);
}

#endif
