// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Attached to a function that no kernel has. */
#include "feature.bpf.h"

SEC("fentry/never_heard_of_this_function")
int BPF_PROG(entry)
{
	return 0;
}
