/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * One program or two. Some 5.15 kernels hold the stack of everything inlined against one limit; a
 * tail call gives the second half a stack of its own. Nothing is written before it, so a call that
 * does not happen (the slot is empty, or was emptied a moment ago) passes the frame as it came.
 */
#ifndef PACKETFRAME_STAGES_H
#define PACKETFRAME_STAGES_H

#include "maps.h"
#include "rewrite.h"

#ifdef TWO_STAGES

static __always_inline struct mutation *mutation_memory(struct mutation *unused)
{
	__u32 first = 0;

	return bpf_map_lookup_elem(&MUTATION_CTX, &first);
}

static __always_inline int mutate(struct xdp_md *ctx, struct counters *counters,
				  const struct mutation *mutation)
{
	bpf_tail_call(ctx, &MUTATION_PROGS, MUTATION_PROGRAM);
	return PASS(err_tail_call);
}

#else

static __always_inline struct mutation *mutation_memory(struct mutation *on_stack)
{
	return on_stack;
}

static __always_inline int mutate(struct xdp_md *ctx, struct counters *counters,
				  const struct mutation *mutation)
{
	return rewrite(ctx, counters, mutation);
}

#endif

#endif
