// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Counts the files that are opened; 0 has the other security modules decide. */
#include "monitor.h"

struct security {
	__u64 files_opened;
};

BLOCK(SECURITY, struct security);

SEC("lsm/file_open")
int lsm_file_open(void *ctx)
{
	struct security *security = OWN_BLOCK(SECURITY);

	if (security)
		security->files_opened++;
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
