package io.packetframe.probe;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.host.linux.Capability;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.Errno;
import java.util.Locale;

/** Creates the smallest map of a type. */
final class MapTypeProbe extends HostProbe {
  /** A power of two and a multiple of every page size: 4, 16 and 64 KiB. */
  private static final int RING_BUFFER_BYTES = 65536;

  private final MapType type;
  private final MapSpec smallest;

  MapTypeProbe(MapType type, String purpose, String since) {
    super(
        new CapabilityDescription(
            "map." + type.name().toLowerCase(Locale.ROOT),
            true,
            purpose,
            since,
            "Creates the smallest map of this type and closes it. EINVAL is the kernel's word for a"
                + " type that it does not have.",
            "Install a newer kernel."));
    this.type = type;
    this.smallest = smallest(type);
  }

  @Override
  public Verdict ask(ProbedHost host) {
    host.memoryLock().raiseIfItCounts();
    try (BpfMap _ = BpfMap.create(host.syscalls(), smallest)) {
      return new Verdict.Supported("created");
    } catch (BpfException e) {
      Errno errno = e.errno();
      if (errno.equals(Errno.EPERM)) {
        return host.whoRefused().ofBpf(needed()).verdict("create", errno);
      }
      if (errno.equals(Errno.ENOSYS)) {
        return NoSuchSyscall.verdict(host);
      }
      return errno.equals(Errno.EINVAL)
          ? Verdict.unsupported("the kernel knows no such map type", errno.toString())
          : Verdict.inconclusive(e.getMessage(), errno.toString());
    }
  }

  private Capability[] needed() {
    // dev_map_alloc asks for CAP_NET_ADMIN, the others only for CAP_BPF.
    return type == MapType.DEVMAP_HASH
        ? new Capability[] {Capability.CAP_BPF, Capability.CAP_NET_ADMIN}
        : new Capability[] {Capability.CAP_BPF};
  }

  static MapSpec smallest(MapType type) {
    return switch (type) {
      case HASH, ARRAY, PROG_ARRAY, PERCPU_HASH, PERCPU_ARRAY, DEVMAP_HASH ->
          new MapSpec("pf_probe", type, 4, 4, 1, 0);
      // Key: u32 prefix length and at least one byte of address.
      case LPM_TRIE -> new MapSpec("pf_probe", type, 5, 4, 1, MapSpec.NO_PREALLOC);
      case RINGBUF -> new MapSpec("pf_probe", type, 0, 0, RING_BUFFER_BYTES, 0);
      case PERF_EVENT_ARRAY,
          STACK_TRACE,
          CGROUP_ARRAY,
          LRU_HASH,
          LRU_PERCPU_HASH,
          ARRAY_OF_MAPS,
          HASH_OF_MAPS,
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
          SK_STORAGE,
          STRUCT_OPS,
          INODE_STORAGE,
          TASK_STORAGE,
          BLOOM_FILTER,
          USER_RINGBUF,
          CGRP_STORAGE,
          ARENA ->
          throw new IllegalArgumentException("no probe of " + type);
    };
  }
}
