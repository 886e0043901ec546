/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The maps. Sizes of everything that the configuration or the host fills are the loader's to set
 * before it creates them; what stands here is the smallest that makes sense alone.
 */
#ifndef PACKETFRAME_MAPS_H
#define PACKETFRAME_MAPS_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

#include "shared.h"

#define LISTED 1024
#define DEVICES 256

#define PREFIX_MAP(name, prefix, content)                                                          \
	struct {                                                                                   \
		__uint(type, BPF_MAP_TYPE_LPM_TRIE);                                               \
		__uint(map_flags, BPF_F_NO_PREALLOC);                                              \
		__uint(max_entries, LISTED);                                                       \
		__type(key, struct prefix);                                                        \
		__type(value, content);                                                            \
	} name SEC(".maps")

#define HASH_MAP(name, entries, index, content)                                                    \
	struct {                                                                                   \
		__uint(type, BPF_MAP_TYPE_HASH);                                                   \
		__uint(max_entries, entries);                                                      \
		__type(key, index);                                                                \
		__type(value, content);                                                            \
	} name SEC(".maps")

#define ONE_VALUE(name, kind, content)                                                             \
	struct {                                                                                   \
		__uint(type, kind);                                                                \
		__uint(max_entries, 1);                                                            \
		__type(key, __u32);                                                                \
		__type(value, content);                                                            \
	} name SEC(".maps")

ONE_VALUE(CFG, BPF_MAP_TYPE_ARRAY, struct config);
ONE_VALUE(STATS, BPF_MAP_TYPE_PERCPU_ARRAY, struct counters);

/* Presence is the answer; the value of an entry is not read. */
PREFIX_MAP(ALLOW_V4, prefix4, __u8);
PREFIX_MAP(ALLOW_V6, prefix6, __u8);
PREFIX_MAP(BLOCK_V4, prefix4, __u8);
PREFIX_MAP(BLOCK_V6, prefix6, __u8);

HASH_MAP(PORT_QUIRKS, DEVICES, __u32, __u32);
HASH_MAP(INGRESS, 4 * DEVICES, struct ingress_key, struct ingress);

/* Every address of this host, whatever its interface or VRF. */
HASH_MAP(LOCAL_V4, LISTED, __be32, __u8);
HASH_MAP(LOCAL_V6, LISTED, struct address6, __u8);

HASH_MAP(VLAN_RESOLVE, DEVICES, __u32, struct vlan_egress);
HASH_MAP(EGRESS_PORTS, DEVICES, __u32, struct egress_port);

/* Every device that a frame may leave by, not only those that we are attached to. */
struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP_HASH);
	__uint(max_entries, DEVICES);
	__type(key, __u32);
	__type(value, __u32);
} REDIRECT_DEVMAP SEC(".maps");

/*
 * Slot 0: a map of one struct shortcuts. An empty slot costs time and nothing else. Sizes, not
 * types: clang leaves the types of an inner map out of the BTF.
 */
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 1);
	__type(key, __u32);
	__array(
		values, struct {
			__uint(type, BPF_MAP_TYPE_ARRAY);
			__uint(max_entries, 1);
			__uint(key_size, sizeof(__u32));
			__uint(value_size, sizeof(struct shortcuts));
		});
} SHORTCUTS SEC(".maps");

PREFIX_MAP(MSS_CLAMP_V4, prefix4, struct mss_clamp);
PREFIX_MAP(MSS_CLAMP_V6, prefix6, struct mss_clamp);
HASH_MAP(MSS_CLAMP_BY_IFACE, DEVICES, __u32, __u16);

#ifdef TWO_STAGES
#define MUTATION_PROGRAM 0

ONE_VALUE(MUTATION_CTX, BPF_MAP_TYPE_PERCPU_ARRAY, struct mutation);

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, __u32);
} MUTATION_PROGS SEC(".maps");
#endif

/*
 * Set by the loader where the kernel has frames of several buffers (5.18), together with
 * BPF_F_XDP_HAS_FRAGS. Older verifiers drop the branch that it guards, and never see the helper.
 */
const volatile __u8 has_frags = 0;

/*
 * Set by the loader where a program may look at the kernel's own context (6.2) and the kernel tells
 * its types: the offset of `flags` in struct xdp_buff. A look costs a tenth of a call. 0: unknown.
 */
const volatile __u32 buff_flags = 0;

/* A call of nothing: the verifier puts a move in its place (commit fd264ca02094). */
extern void *bpf_cast_to_kern_ctx(void *context) __ksym __weak;

#endif
