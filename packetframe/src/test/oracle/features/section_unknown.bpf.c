// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Section names that say nothing, and one that says: not by itself. */
#include "feature.bpf.h"

SEC("mystery") int unknown(void *context) { return 0; }
SEC("xdpx") int nearly(void *context) { return 0; }
SEC("maybe/later") int later(void *context) { return 0; }
SEC("?xdp") int optional(void *context) { return 2; }
SEC("?mystery") int optional_and_unknown(void *context) { return 0; }
