// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Section names of programs that watch the kernel or a process. */
#include "feature.bpf.h"

#define PROGRAM(section, name) SEC(section) int on_##name(void *context) { return 0; }

PROGRAM("kprobe", kprobe)
PROGRAM("kprobe/vfs_read+4", kprobe_inside)
PROGRAM("kretprobe/vfs_read", kretprobe)
PROGRAM("kprobe.multi/vfs_*", kprobe_multi)
PROGRAM("kretprobe.multi/vfs_*", kretprobe_multi)
PROGRAM("kprobe.session/vfs_*", kprobe_session)
PROGRAM("ksyscall/nanosleep", ksyscall)
PROGRAM("kretsyscall/nanosleep", kretsyscall)
PROGRAM("uprobe", uprobe)
PROGRAM("uprobe//bin/true:main", uprobe_target)
PROGRAM("uretprobe", uretprobe)
PROGRAM("uprobe.s", uprobe_sleeping)
PROGRAM("uretprobe.s", uretprobe_sleeping)
PROGRAM("uprobe.multi", uprobe_multi)
PROGRAM("uretprobe.multi.s", uretprobe_multi_sleeping)
PROGRAM("tracepoint/syscalls/sys_enter_nanosleep", tracepoint)
PROGRAM("tp/sched/sched_switch", tp)
PROGRAM("raw_tracepoint/sched_switch", raw_tracepoint)
PROGRAM("raw_tp", raw_tp)
PROGRAM("raw_tracepoint.w/sched_switch", raw_tracepoint_writable)
PROGRAM("raw_tp.w/sched_switch", raw_tp_writable)
PROGRAM("perf_event", perf_event)
PROGRAM("syscall", syscall)
PROGRAM("lirc_mode2", lirc)
