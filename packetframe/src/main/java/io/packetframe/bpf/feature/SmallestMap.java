package io.packetframe.bpf.feature;

import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;

/** The smallest map of each type. */
final class SmallestMap {
  /** A power of two and a multiple of every page size: 4, 16 and 64 KiB. */
  private static final int RING_BUFFER_BYTES = 65536;

  /** {@code struct bpf_cgroup_storage_key}. */
  private static final int CGROUP_STORAGE_KEY = 16;

  private SmallestMap() {}

  static MapSpec of(MapType type) {
    return switch (type) {
      case HASH,
          ARRAY,
          PROG_ARRAY,
          PERCPU_HASH,
          PERCPU_ARRAY,
          PERF_EVENT_ARRAY,
          CGROUP_ARRAY,
          LRU_HASH,
          LRU_PERCPU_HASH,
          ARRAY_OF_MAPS,
          HASH_OF_MAPS,
          DEVMAP,
          DEVMAP_HASH,
          SOCKMAP,
          SOCKHASH,
          CPUMAP,
          XSKMAP,
          REUSEPORT_SOCKARRAY,
          STRUCT_OPS ->
          map(type, 4, 4, 1, 0);
      // Key: u32 prefix length and at least one byte of address.
      case LPM_TRIE -> map(type, 5, 4, 1, MapSpec.NO_PREALLOC);
      // Value: a trace of one address.
      case STACK_TRACE -> map(type, 4, 8, 1, 0);
      case RINGBUF, USER_RINGBUF -> map(type, 0, 0, RING_BUFFER_BYTES, 0);
      case QUEUE, STACK, BLOOM_FILTER -> map(type, 0, 4, 1, 0);
      case CGROUP_STORAGE, PERCPU_CGROUP_STORAGE -> map(type, CGROUP_STORAGE_KEY, 4, 0, 0);
      case SK_STORAGE, INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE ->
          map(type, 4, 4, 0, MapSpec.NO_PREALLOC);
      // One page, which only mmap reaches.
      case ARENA -> map(type, 0, 0, 1, MapSpec.MMAPABLE);
    };
  }

  private static MapSpec map(MapType type, int key, int value, int entries, int flags) {
    return new MapSpec(SmallestProgram.NAME, type, key, value, entries, flags);
  }
}
