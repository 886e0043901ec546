// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* A security hook for one control group. */
#include "feature.bpf.h"

struct socket;

SEC("lsm_cgroup/socket_post_create")
int BPF_PROG(created, struct socket *socket, int family)
{
	return family & 1;
}
