// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* What section names say; two of them say nothing that loaders agree on. */
#include "test.bpf.h"

#define PROGRAM(section, name) SEC(section) int name(void *context) { return 0; }

PROGRAM("xdp.frags", frags)
PROGRAM("xdp/devmap", devmap)
PROGRAM("tcx/ingress", ingress)
PROGRAM("kprobe/do_exit", on_exit)
PROGRAM("?tracepoint/sched/sched_switch", optional)
PROGRAM("fentry.s/vfs_read", sleepable)
PROGRAM("lsm/file_open", opened)
PROGRAM("cgroup/connect4", connect)
PROGRAM("raw_tp", raw)
PROGRAM("mystery", unknown)
PROGRAM("xdpx", nearly)

char LICENSE[] SEC("license") = "Dual BSD/GPL";
