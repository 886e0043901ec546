// SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
/*
 * Pages that the kernel takes and gives back, and what its own code allocates. Raw tracepoints: the
 * arguments are those of include/trace/events/kmem.h.
 */
#include "monitor.h"

/* No kernel has blocks of a higher order than 13, arm64 with large pages. */
#define MOST_ORDER 15

struct memory {
	__u64 pages_allocated_log2[MOST_ORDER + 1]; /* an allocation of order n has 2^n pages */
	__u64 pages_allocated_sum;
	__u64 page_failures;
	__u64 pages_freed_log2[MOST_ORDER + 1];
	__u64 pages_freed_sum;
	__u64 kmalloc_bytes_log2[32];
	__u64 kmalloc_bytes_sum;
	__u64 kmalloc_failures;
};

BLOCK(MEMORY, struct memory);

/* page, order, flags, migrate type */
SEC("raw_tp/mm_page_alloc")
int memory_page_alloc(struct bpf_raw_tracepoint_args *ctx)
{
	struct memory *memory = OWN_BLOCK(MEMORY);
	__u32 order = (__u32)ctx->args[1];

	if (!memory)
		return 0;
	if (!ctx->args[0]) {
		memory->page_failures++;
		return 0;
	}
	order &= MOST_ORDER;
	memory->pages_allocated_sum += 1ULL << order;
	memory->pages_allocated_log2[order]++;
	return 0;
}

/* page, order */
SEC("raw_tp/mm_page_free")
int memory_page_free(struct bpf_raw_tracepoint_args *ctx)
{
	struct memory *memory = OWN_BLOCK(MEMORY);
	__u32 order = (__u32)ctx->args[1];

	if (!memory)
		return 0;
	order &= MOST_ORDER;
	memory->pages_freed_sum += 1ULL << order;
	memory->pages_freed_log2[order]++;
	return 0;
}

/*
 * Caller, address, bytes asked for, bytes given, flags. In 5.19 and 6.0 the cache stands behind the
 * address: a pointer, negative as a number, or none for what is too large for a cache.
 */
static __always_inline int count_bytes(struct bpf_raw_tracepoint_args *ctx)
{
	struct memory *memory = OWN_BLOCK(MEMORY);
	__s64 third = (__s64)ctx->args[2];
	__u64 bytes = ctx->args[3];
	__u64 after = ctx->args[4];

	/* Else the compiler chooses between addresses, which no verifier takes. */
	asm volatile("" : "+r"(bytes), "+r"(after));
	if (third <= 0)
		bytes = after;

	if (!memory)
		return 0;
	if (!ctx->args[1]) {
		memory->kmalloc_failures++;
		return 0;
	}
	memory->kmalloc_bytes_sum += bytes;
	COUNT_IN(memory->kmalloc_bytes_log2, bytes);
	return 0;
}

SEC("raw_tp/kmalloc")
int memory_kmalloc(struct bpf_raw_tracepoint_args *ctx)
{
	return count_bytes(ctx);
}

/* Until 6.0 a tracepoint of its own. */
SEC("raw_tp/kmalloc_node")
int memory_kmalloc_node(struct bpf_raw_tracepoint_args *ctx)
{
	return count_bytes(ctx);
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
