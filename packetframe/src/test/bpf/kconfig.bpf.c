// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* Values of the kernel's configuration, of each kind, strong and weak. */
#include "test.bpf.h"

#define __kconfig __attribute__((section(".kconfig")))
#define bool _Bool

enum libbpf_tristate { TRI_NO = 0, TRI_YES = 1, TRI_MODULE = 2 };

extern int LINUX_KERNEL_VERSION __kconfig;
extern bool CONFIG_BPF_SYSCALL __kconfig;
extern enum libbpf_tristate CONFIG_NET __kconfig;
extern char CONFIG_INET __kconfig;
extern const unsigned long long CONFIG_HZ __kconfig;
extern char CONFIG_DEFAULT_HOSTNAME[8] __kconfig;
extern bool LINUX_HAS_BPF_COOKIE __kconfig __weak;
extern bool LINUX_HAS_SYSCALL_WRAPPER __kconfig __weak;
extern unsigned short CONFIG_PF_THAT_NOBODY_HAS __kconfig __weak;

SEC("xdp")
int read_all(void *context)
{
	if (CONFIG_PF_THAT_NOBODY_HAS || LINUX_KERNEL_VERSION < 0x50000)
		return 0;
	if (!CONFIG_BPF_SYSCALL || CONFIG_NET != TRI_YES || CONFIG_INET != 'y')
		return 1;
	if (CONFIG_HZ < 100 || !CONFIG_DEFAULT_HOSTNAME[0])
		return 4;
	return LINUX_HAS_BPF_COOKIE || LINUX_HAS_SYSCALL_WRAPPER ? 2 : 3;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
