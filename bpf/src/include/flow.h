/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the two families have in common once their header is read. */
#ifndef PACKETFRAME_FLOW_H
#define PACKETFRAME_FLOW_H

#include "frame.h"

struct flow {
	__u32 l3_length; /* with the L3 header, as that says */
	__u8 protocol;
	__be16 source_port; /* 0 where the protocol has none */
	__be16 destination_port;
};

/*
 * Ports only where they are inside the packet: behind its end comes padding. Four bytes are checked
 * at once; verifiers around 5.15 get the range of a shorter check at the end wrong by one.
 */
static __always_inline void read_ports(const struct frame *frame, __u32 l3_header,
				       struct flow *flow)
{
	__be16 *ports = frame->l3 + l3_header;

	flow->source_port = 0;
	flow->destination_port = 0;
	if (flow->protocol != PROTOCOL_TCP && flow->protocol != PROTOCOL_UDP)
		return;
	if (flow->l3_length < l3_header + 4 || (void *)(ports + 2) > frame->end)
		return;
	flow->source_port = ports[0];
	flow->destination_port = ports[1];
}

#endif
