// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Section names that carry a function or type of the kernel. */
#include "feature.bpf.h"

struct file;
struct seq_file;
struct bpf_iter_meta { struct seq_file *seq; } KERNEL_TYPE;
struct bpf_iter__task { struct bpf_iter_meta *meta; void *task; } KERNEL_TYPE;

SEC("fentry/vfs_read") int BPF_PROG(entry, struct file *file) { return 0; }
SEC("fexit/vfs_read") int BPF_PROG(leaving, struct file *file) { return 0; }
SEC("fentry.s/bpf_fentry_test1") int BPF_PROG(entry_sleeping, int a) { return a & 0; }
SEC("fmod_ret/bpf_modify_return_test") int BPF_PROG(changed, int a) { return 0; }
SEC("tp_btf/sys_exit") int BPF_PROG(leaving_call) { return 0; }
SEC("lsm/file_open") int BPF_PROG(opened, struct file *file) { return 0; }
SEC("lsm.s/bprm_committed_creds") int BPF_PROG(committed) { return 0; }
SEC("iter/task") int task(struct bpf_iter__task *context) { return 0; }
SEC("iter.s/task") int task_sleeping(struct bpf_iter__task *context) { return 0; }
SEC("iter/bpf_map") int map(void *context) { return 0; }
