/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * All that the objects for parser tests need. No header of the system: the same source gives the
 * same object on every machine.
 */
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef int s32;
typedef long long s64;

#define SEC(name) __attribute__((section(name), used))
#define __noinline __attribute__((noinline))
#define __always_inline inline __attribute__((always_inline))
#define __weak __attribute__((weak))
#define __hidden __attribute__((visibility("hidden")))
#define __uint(name, value) int(*name)[value]
#define __type(name, value) typeof(value) *name
#define __array(name, value) typeof(value) *name[]

enum {
	HASH = 1, ARRAY = 2, PROG_ARRAY = 3, PERCPU_ARRAY = 6, LPM_TRIE = 11, ARRAY_OF_MAPS = 12,
	HASH_OF_MAPS = 13, DEVMAP_HASH = 25, RINGBUF = 27, BLOOM_FILTER = 30,
};

static void *(*const lookup)(void *map, const void *key) = (void *)1;
static long (*const tail_call)(void *context, void *map, u32 index) = (void *)12;
static long (*const loop)(u32 count, void *callback, void *context, u64 flags) = (void *)181;
