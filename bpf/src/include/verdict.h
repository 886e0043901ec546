/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * How a frame's way ends: with one verdict and one counter, said together. A step of the way
 * returns GO_ON or a verdict; steps have their struct counters in `counters`.
 */
#ifndef PACKETFRAME_VERDICT_H
#define PACKETFRAME_VERDICT_H

#include <linux/bpf.h>

#include "trace.h"

#define GO_ON (-1)

#define END(verdict, counter)                                                                      \
	({                                                                                         \
		TRACE(DECIDED, (verdict));                                                         \
		counters->counter++;                                                               \
		(verdict);                                                                         \
	})

/* What no list has goes its way without a counter: rx_total less all others is their number. */
#define END_UNCOUNTED(verdict)                                                                     \
	({                                                                                         \
		TRACE(DECIDED, (verdict));                                                         \
		(verdict);                                                                         \
	})

/* To the kernel, as it came: nothing has been written yet wherever this stands. */
#define PASS(counter) END(XDP_PASS, counter)
#define DROP(counter) END(XDP_DROP, counter)

#endif
