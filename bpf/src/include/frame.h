/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* A frame from its Ethernet header to its L3 header: where that begins, and what tags are before. */
#ifndef PACKETFRAME_FRAME_H
#define PACKETFRAME_FRAME_H

#include "maps.h"
#include "verdict.h"
#include "wire.h"

struct frame {
	void *start;
	void *end;	/* of the first buffer */
	__u32 length;	/* of all buffers */
	__u32 linear;	/* of the first one */
	__u32 tag_count;
	vlan_tag tags[MOST_TAGS]; /* with PCP and DEI; 0 where there is none */
	void *l3;
	__be16 type; /* the EtherType behind the tags */
};

static __always_inline int is_tag(__be16 type)
{
	return type == bpf_htons(ETHERTYPE_8021Q) || type == bpf_htons(ETHERTYPE_8021AD);
}

/* In 64 bits whatever becomes of it: the verifier takes no other difference of pointers. */
static __always_inline __u64 distance(const void *start, const void *end)
{
	__u64 bytes = end - start;

	asm volatile("" : "+r"(bytes));
	return bytes;
}

/* enum xdp_buff_flags of the kernel, which uapi does not have. */
#define XDP_FLAGS_HAS_FRAGS 1

/* Asks for the length of all buffers only where there may be more than one. */
static __always_inline __u32 whole_length(struct xdp_md *ctx, __u32 linear)
{
	if (!has_frags)
		return linear;
	if (buff_flags) {
		const void *buff = bpf_cast_to_kern_ctx(ctx);

		if (!(*(const __u32 *)(buff + buff_flags) & XDP_FLAGS_HAS_FRAGS))
			return linear;
	}
	return bpf_xdp_get_buff_len(ctx);
}

static __always_inline int is_fragmented(const struct frame *frame)
{
	return has_frags && frame->length > frame->linear;
}

static __always_inline __u32 l3_offset(const struct frame *frame)
{
	return ETHERNET_HEADER + TAG_LENGTH * frame->tag_count;
}

/* Reads the tag whose TPID ends at `l3`, and steps over it. A third tag is left as a type. */
static __always_inline int read_tag(struct frame *frame, vlan_tag *tag)
{
	void *next = frame->l3 + TAG_LENGTH;

	if (next > frame->end)
		return 0;
	*tag = *(vlan_tag *)(frame->l3 - sizeof(__be16));
	frame->type = *(__be16 *)(next - sizeof(__be16));
	frame->l3 = next;
	frame->tag_count++;
	return 1;
}

static __always_inline int read_frame(struct xdp_md *ctx, struct counters *counters,
				      struct frame *frame)
{
	frame->start = (void *)(long)ctx->data;
	frame->end = (void *)(long)ctx->data_end;
	frame->linear = distance(frame->start, frame->end);
	frame->length = whole_length(ctx, frame->linear);
	frame->tag_count = 0;
	frame->tags[0] = 0;
	frame->tags[1] = 0;
	frame->l3 = frame->start + ETHERNET_HEADER;
	if (frame->l3 > frame->end)
		return PASS(err_parse);
	frame->type = *(__be16 *)(frame->l3 - sizeof(__be16));
	if (is_tag(frame->type)) {
		if (!read_tag(frame, &frame->tags[0]))
			return PASS(err_parse);
		if (is_tag(frame->type) && !read_tag(frame, &frame->tags[1]))
			return PASS(err_parse);
	}
	TRACE(TAGS_SEEN, frame->tag_count);
	TRACE(OUTER_TAG, frame->tags[0]);
	TRACE(INNER_TAG, frame->tags[1]);
	TRACE(ETHERTYPE, bpf_ntohs(frame->type));
	return GO_ON;
}

#endif
