/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Each decision with the value that it was taken on, in the order they were taken. Only in the
 * object that is built for `packetframe trace`; production code has no trace of it.
 */
#ifndef PACKETFRAME_TRACE_H
#define PACKETFRAME_TRACE_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

enum decision {
	DECIDED = 1,	/* the verdict */
	CONFIGURED,	/* struct config: flags, and dry_run in bit 8 */
	TAGS_SEEN,	/* how many */
	OUTER_TAG,	/* vlan_tag */
	INNER_TAG,	/* vlan_tag */
	ETHERTYPE,	/* in host order, behind the tags */
	L3_LENGTH,	/* what the header says */
	TIME_TO_LIVE,	/* or hop limit */
	PROTOCOL,	/* or next header */
	INGRESS_DEVICE, /* ifindex that the kernel would receive it on; 0: none */
	ALLOWED,	/* bit 0: the source is listed, bit 1: the destination */
	BLOCKED,	/* 1: the destination is on the block list */
	FIB_ANSWER,	/* BPF_FIB_LKUP_RET_*, or a negative errno */
	ROUTE_EGRESS,	/* ifindex of the route */
	EGRESS_PORT,	/* ifindex of the device below it, which sends */
	EGRESS_OUTER,	/* vlan_tag with PCP and DEI */
	EGRESS_INNER,	/* vlan_tag with PCP and DEI */
	FRAME_LENGTH,	/* as it would leave, with all tags */
	MSS_CEILING,	/* of a SYN; 0: none */
	MSS_SEEN,	/* the value of the option */
	REDIRECTED,	/* what bpf_redirect_map said: an XDP verdict */
};

#ifdef TRACED

#define TRACED_DECISIONS 64

struct traced_decision {
	enum decision decision;
	__u32 value;
};

struct decisions {
	__u32 count;
	__u32 zero;
	struct traced_decision taken[TRACED_DECISIONS];
};

/* Emptied by whoever runs a packet. */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 1);
	__type(key, __u32);
	__type(value, struct decisions);
} TRACE_LOG SEC(".maps");

static __always_inline void trace_decision(enum decision decision, __u32 value)
{
	__u32 first = 0;
	struct decisions *log = bpf_map_lookup_elem(&TRACE_LOG, &first);

	if (!log)
		return;
	__u32 slot = log->count;
	if (slot >= TRACED_DECISIONS)
		return;
	log->taken[slot].decision = decision;
	log->taken[slot].value = value;
	log->count = slot + 1;
}

#define TRACE(decision, value) trace_decision(decision, value)
#else
#define TRACE(decision, value) ((void)(value))
#endif

#endif
