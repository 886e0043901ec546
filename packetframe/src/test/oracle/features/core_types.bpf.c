// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/* CO-RE: types that exist, that match, their sizes and ids. */
#include "feature.bpf.h"

struct task_struct { s32 pid; } KERNEL_TYPE;
struct list_head { struct list_head *next, *prev; } KERNEL_TYPE;
struct sk_buff___wrong { struct list_head *len; } KERNEL_TYPE;
struct nowhere_to_be_found { int member; } KERNEL_TYPE;
union bpf_attr___another { int not_a_member; } KERNEL_TYPE;
typedef int (*initcall_t)(void);
enum pid_type { PIDTYPE_PID };
enum no_such_enumeration { NOTHING };

u64 sum;

SEC("tracepoint/sched/sched_switch")
int types(void *context)
{
	sum += bpf_core_type_exists(struct task_struct);
	sum += bpf_core_type_exists(struct nowhere_to_be_found) << 1;
	sum += bpf_core_type_exists(union bpf_attr___another) << 2;
	sum += bpf_core_type_exists(initcall_t) << 3;
	sum += bpf_core_type_exists(enum pid_type) << 4;
	sum += bpf_core_type_exists(enum no_such_enumeration) << 5;
	sum += bpf_core_type_size(struct list_head) + bpf_core_type_size(struct nowhere_to_be_found);
	sum += bpf_core_type_id_local(struct task_struct) + bpf_core_type_id_kernel(struct list_head);
	sum += bpf_core_type_id_kernel(struct nowhere_to_be_found);
#if __clang_major__ >= 15
	sum += bpf_core_type_matches(struct list_head) << 6;
	sum += bpf_core_type_matches(struct sk_buff___wrong) << 7;
	sum += bpf_core_type_matches(enum pid_type) << 8;
#endif
	return 0;
}
