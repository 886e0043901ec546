/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the feature programs share: the kernel's headers, and libbpf's for programs. */
#include <stdbool.h>
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

typedef __u8 u8;
typedef __u16 u16;
typedef __u32 u32;
typedef __u64 u64;
typedef __s32 s32;
typedef __s64 s64;

#define KERNEL_TYPE __attribute__((preserve_access_index))

#ifndef LICENSE_TEXT
#define LICENSE_TEXT "Dual BSD/GPL"
#endif
char LICENSE[] SEC("license") = LICENSE_TEXT;
