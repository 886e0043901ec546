// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * Sends live frames back to the device that they seem to come from, of so many flows by turns. The
 * kernel uses a frame again after it came to its end: what routers changed is put right here.
 */
#include "../features/feature.bpf.h"

const volatile u32 flow_mask = 0;
const volatile u8 macs[12] = {};
const volatile u16 checksum = 0;

u32 sent;

struct frame {
	u8 macs[12];
	u16 type;
	u8 before_ttl[8];
	u8 ttl;
	u8 protocol;
	u16 checksum;
	u8 addresses[8];
	u8 source_port[2];
	u8 destination_port[2];
	u16 udp_length;
	u16 udp_checksum;
} __attribute__((packed));

SEC("xdp")
int flood(struct xdp_md *context)
{
	struct frame *frame = (void *)(long)context->data;
	u32 port;

	if ((void *)(frame + 1) > (void *)(long)context->data_end)
		return XDP_ABORTED;
	for (int i = 0; i < 12; i++)
		frame->macs[i] = macs[i];
	frame->ttl = 64;
	frame->checksum = checksum;
	port = 1024 + (sent++ & flow_mask);
	frame->source_port[0] = port >> 8;
	frame->source_port[1] = port;
	/* None, which conntrack takes for right. */
	frame->udp_checksum = 0;
	return XDP_TX;
}
