package io.packetframe.bpf.feature;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.KernelStruct;
import io.packetframe.sys.linux.Syscalls;

/**
 * Creates the smallest map of a type. EINVAL is the kernel's word for a type that it does not have.
 *
 * <p>Types that need more than sizes are asked with a descriptor or a type that is not there: a
 * kernel that complains about that one has found the type.
 */
record MapTypeQuestion(MapType type) implements Question {
  /** {@code union bpf_attr} up to map_extra. */
  private static final int ATTR_SIZE = 72;

  private static final int NO_DESCRIPTOR = -1;

  @Override
  public Answer ask(Syscalls syscalls) {
    MapSpec smallest = SmallestMap.of(type);
    return switch (type) {
      case ARRAY_OF_MAPS, HASH_OF_MAPS ->
          ask(syscalls, attr(smallest).u32(20, NO_DESCRIPTOR), Errno.EBADF);
      case SK_STORAGE, INODE_STORAGE, TASK_STORAGE, CGRP_STORAGE ->
          ask(syscalls, attr(smallest).u32(48, NO_DESCRIPTOR).u32(52, 1).u32(56, 1), Errno.EBADF);
      // The kernel's first type is no structure of operations.
      case STRUCT_OPS -> ask(syscalls, attr(smallest).u32(60, 1), Errno.ENOTSUPP);
      case HASH,
          ARRAY,
          PROG_ARRAY,
          PERF_EVENT_ARRAY,
          PERCPU_HASH,
          PERCPU_ARRAY,
          STACK_TRACE,
          CGROUP_ARRAY,
          LRU_HASH,
          LRU_PERCPU_HASH,
          LPM_TRIE,
          DEVMAP,
          SOCKMAP,
          CPUMAP,
          XSKMAP,
          SOCKHASH,
          CGROUP_STORAGE,
          REUSEPORT_SOCKARRAY,
          PERCPU_CGROUP_STORAGE,
          QUEUE,
          STACK,
          DEVMAP_HASH,
          RINGBUF,
          BLOOM_FILTER,
          USER_RINGBUF,
          ARENA ->
          create(syscalls, smallest);
    };
  }

  static Answer create(Syscalls syscalls, MapSpec spec) {
    try (BpfMap _ = BpfMap.create(syscalls, spec)) {
      return new Answer.Supported("created");
    } catch (BpfException e) {
      return e.errno().equals(Errno.EINVAL)
          ? new Answer.Unsupported(e.errno().toString())
          : Answer.inconclusive(e);
    }
  }

  private static KernelStruct attr(MapSpec spec) {
    return new KernelStruct(ATTR_SIZE)
        .u32(0, spec.type().number())
        .u32(4, spec.keySize())
        .u32(8, spec.valueSize())
        .u32(12, spec.maxEntries())
        .u32(16, spec.flags());
  }

  private Answer ask(Syscalls syscalls, KernelStruct attr, Errno complaint) {
    long answer = syscalls.bpf(BpfCommand.MAP_CREATE, attr);
    if (!Errno.isError(answer)) {
      new Fd(syscalls, answer).close();
    }
    return Complaint.judge("create " + type.name() + " map", answer, complaint, Errno.EINVAL);
  }
}
