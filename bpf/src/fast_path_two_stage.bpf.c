// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* The fast path in two programs, for kernels that refuse the stack of the single one. */
#define TWO_STAGES
#include "fast_path.bpf.c"
