// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * Frames of an interface: how many, how long, of which protocols. Each frame moves `packets`, one of
 * ipv4, ipv6 and other_network, and if it is IP one of tcp, udp, icmp and other_transport. The
 * protocol of a frame is that behind at most two tags; of IPv6, the first that its header names.
 */
#include "monitor.h"
#include "wire.h"

#define PROTOCOL_ICMP 1
#define IPV4_PROTOCOL 9
#define IPV6_NEXT_HEADER 6
#define TCX_NEXT (-1)

struct traffic {
	__u64 packets;
	__u64 bytes;
	__u64 ipv4;
	__u64 ipv6;
	__u64 other_network;
	__u64 tcp;
	__u64 udp;
	__u64 icmp;
	__u64 other_transport;
};

BLOCK(INGRESS, struct traffic);
BLOCK(EGRESS, struct traffic);

/* Set by the loader together with BPF_F_XDP_HAS_FRAGS: older verifiers never see the helper. */
const volatile __u8 has_frags = 0;

static __always_inline void count_transport(struct traffic *traffic, __u8 protocol, __u8 icmp)
{
	if (protocol == PROTOCOL_TCP)
		traffic->tcp++;
	else if (protocol == PROTOCOL_UDP)
		traffic->udp++;
	else if (protocol == icmp)
		traffic->icmp++;
	else
		traffic->other_transport++;
}

/* Reads bytes at a place that the compiler knows; not 0 where the frame ends before. */
static __always_inline int read_frame(struct xdp_md *ctx, __u32 at, void *to, __u32 length)
{
	void *from = (void *)(long)ctx->data + at;

	if (from + length > (void *)(long)ctx->data_end)
		return -1;
	if (length == 2)
		*(__u16 *)to = *(__u16 *)from;
	else
		*(__u8 *)to = *(__u8 *)from;
	return 0;
}

static __always_inline int read_buffer(struct __sk_buff *ctx, __u32 at, void *to, __u32 length)
{
	void *from = (void *)(long)ctx->data + at;

	/* Further bytes may lie in pages of their own. */
	if (from + length > (void *)(long)ctx->data_end)
		return bpf_skb_load_bytes(ctx, at, to, length);
	if (length == 2)
		*(__u16 *)to = *(__u16 *)from;
	else
		*(__u8 *)to = *(__u8 *)from;
	return 0;
}

/* As far as the protocol behind two tags. */
struct frame_head {
	__u8 bytes[32];
	__u32 length;
};

static __always_inline int read_head(struct frame_head *head, __u32 at, void *to, __u32 length)
{
	if (at + length > head->length)
		return -1;
	if (length == 2)
		*(__u16 *)to = *(__u16 *)(head->bytes + at);
	else
		*(__u8 *)to = head->bytes[at];
	return 0;
}

/* What stands behind an Ethernet type at a place that the compiler knows. */
#define COUNT_NETWORK(ctx, read, traffic, type, at)                                                \
	({                                                                                         \
		__u8 protocol;                                                                     \
		if ((type) == bpf_htons(ETHERTYPE_IPV4) &&                                         \
		    !read(ctx, (at) + 2 + IPV4_PROTOCOL, &protocol, 1)) {                          \
			(traffic)->ipv4++;                                                         \
			count_transport(traffic, protocol, PROTOCOL_ICMP);                         \
		} else if ((type) == bpf_htons(ETHERTYPE_IPV6) &&                                  \
			   !read(ctx, (at) + 2 + IPV6_NEXT_HEADER, &protocol, 1)) {                \
			(traffic)->ipv6++;                                                         \
			count_transport(traffic, protocol, PROTOCOL_ICMPV6);                       \
		} else {                                                                           \
			(traffic)->other_network++;                                                \
		}                                                                                  \
	})

#define IS_TAG(type)                                                                               \
	((type) == bpf_htons(ETHERTYPE_8021Q) || (type) == bpf_htons(ETHERTYPE_8021AD))

#define COUNT_PROTOCOLS(ctx, read, traffic)                                                        \
	({                                                                                         \
		__be16 type = 0;                                                                   \
		if (read(ctx, 12, &type, 2))                                                       \
			type = 0;                                                                  \
		if (!IS_TAG(type)) {                                                               \
			COUNT_NETWORK(ctx, read, traffic, type, 12);                               \
		} else {                                                                           \
			if (read(ctx, 16, &type, 2))                                               \
				type = 0;                                                          \
			if (!IS_TAG(type)) {                                                       \
				COUNT_NETWORK(ctx, read, traffic, type, 16);                       \
			} else {                                                                   \
				if (read(ctx, 20, &type, 2))                                       \
					type = 0;                                                  \
				COUNT_NETWORK(ctx, read, traffic, type, 20);                       \
			}                                                                          \
		}                                                                                  \
	})

SEC("xdp")
int net_ingress(struct xdp_md *ctx)
{
	struct traffic *traffic = OWN_BLOCK(INGRESS);
	void *data = (void *)(long)ctx->data;
	void *end = (void *)(long)ctx->data_end;

	if (!traffic)
		return XDP_PASS;
	traffic->packets++;
	traffic->bytes += has_frags ? bpf_xdp_get_buff_len(ctx) : (__u64)(end - data);
	COUNT_PROTOCOLS(ctx, read_frame, traffic);
	return XDP_PASS;
}

/* Of the kernel's structures, what is read; the loader finds where it is. */
struct net_device {
	int ifindex;
} __attribute__((preserve_access_index));

struct xdp_rxq_info {
	struct net_device *dev;
} __attribute__((preserve_access_index));

struct xdp_buff {
	void *data;
	void *data_end;
	struct xdp_rxq_info *rxq;
} __attribute__((preserve_access_index));

/* One program may stand on several interfaces. */
const volatile int watched_interface = 0;

/*
 * In front of a program that has the interface's place already: runs before it, and sees what it
 * takes away too. The loader names that program.
 */
SEC("?fentry/xdp")
int net_passing(__u64 *arguments)
{
	struct traffic *traffic = OWN_BLOCK(INGRESS);
	struct xdp_buff *frame = (void *)arguments[0];
	struct frame_head head = {};

	if (!traffic || frame->rxq->dev->ifindex != watched_interface)
		return 0;
	void *data = frame->data;
	__u64 length = frame->data_end - data;
	__u64 copied = length < sizeof(head.bytes) ? length : sizeof(head.bytes);

	if (!bpf_probe_read_kernel(head.bytes, copied, data))
		head.length = copied;
	traffic->packets++;
	traffic->bytes += has_frags ? bpf_xdp_get_buff_len((void *)frame) : length;
	COUNT_PROTOCOLS(&head, read_head, traffic);
	return 0;
}

/*
 * A frame that the hardware still has to split counts as what it will be: wire_len has the headers
 * of each part.
 */
SEC("tc")
int net_egress(struct __sk_buff *ctx)
{
	struct traffic *traffic = OWN_BLOCK(EGRESS);
	__u32 parts = ctx->gso_segs;
	__u32 length = ctx->wire_len;

	if (!traffic)
		return TCX_NEXT;
	traffic->packets += parts ? parts : 1;
	traffic->bytes += length ? length : ctx->len;
	COUNT_PROTOCOLS(ctx, read_buffer, traffic);
	return TCX_NEXT;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
