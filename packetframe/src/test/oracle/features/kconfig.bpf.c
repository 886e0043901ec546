// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Externs of the kernel configuration: numbers, choices, texts, weak ones, virtual ones. */
#include "feature.bpf.h"

extern int LINUX_KERNEL_VERSION __kconfig;
extern u32 CONFIG_HZ __kconfig;
extern bool CONFIG_BPF_SYSCALL __kconfig;
extern enum libbpf_tristate CONFIG_NET __kconfig __weak;
extern bool CONFIG_NEVER_HEARD_OF __kconfig __weak;
extern u64 CONFIG_NEVER_A_NUMBER __kconfig __weak;
extern char CONFIG_CC_VERSION_TEXT[100] __kconfig __weak;
extern char CONFIG_BPF __kconfig __weak;
extern bool LINUX_HAS_BPF_COOKIE __kconfig __weak;
extern bool LINUX_HAS_SYSCALL_WRAPPER __kconfig __weak;

u64 sum;

SEC("xdp")
int configuration(struct xdp_md *context)
{
	sum += LINUX_KERNEL_VERSION + CONFIG_HZ + CONFIG_BPF_SYSCALL + CONFIG_NET;
	sum += CONFIG_NEVER_HEARD_OF + CONFIG_NEVER_A_NUMBER + CONFIG_CC_VERSION_TEXT[2] + CONFIG_BPF;
	if (LINUX_HAS_BPF_COOKIE)
		sum += LINUX_HAS_SYSCALL_WRAPPER;
	return XDP_PASS;
}
