// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The two-stage fast path that writes down its decisions, for `packetframe trace`. */
#define TWO_STAGES
#define TRACED
#include "fast_path.bpf.c"
