package io.packetframe.probe;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.host.linux.Capability;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.Errno;
import java.util.Optional;

/** Whether the memory of maps is bounded by RLIMIT_MEMLOCK, and whether it can be lifted. */
final class MemoryLockProbe extends HostProbe {
  private static final MapSpec SMALL_MAP = new MapSpec("pf_probe", MapType.RINGBUF, 0, 0, 65536, 0);

  MemoryLockProbe() {
    super(
        new CapabilityDescription(
            "rlimit.memlock",
            true,
            "Kernels before 5.11 charge maps to RLIMIT_MEMLOCK, which is 64 KiB or 8 MiB by"
                + " default: too little for forwarding tables.",
            "memory cgroup accounting from 5.11 (commit 97306be45fbe)",
            "From 5.11 on, creates a map at the limit as it is found; before, or where that fails,"
                + " lifts the limit of this process with prlimit(2).",
            "ulimit -l unlimited, LimitMEMLOCK=infinity in the systemd unit, or"
                + " CAP_SYS_RESOURCE."));
  }

  @Override
  public Verdict ask(ProbedHost host) {
    MemoryLock limit = host.memoryLock();
    if (!limit.counts()) {
      try (BpfMap _ = BpfMap.create(host.syscalls(), SMALL_MAP)) {
        return new Verdict.Supported(
            "not needed: memcg accounting (limit found: " + limit.found() + ")");
      } catch (BpfException e) {
        if (e.errno().equals(Errno.ENOSYS)) {
          return NoSuchSyscall.verdict(host);
        }
        return e.errno().equals(Errno.EPERM)
            ? host.whoRefused().ofBpf(Capability.CAP_BPF).verdict("create a map", e.errno())
            : Verdict.inconclusive(e.getMessage(), e.errno().toString());
      }
    }
    limit.raiseIfItCounts();
    Optional<Errno> refusal = limit.refusal();
    if (refusal.isEmpty()) {
      return new Verdict.Supported("lifted for this process (limit found: " + limit.found() + ")");
    }
    return host.whoRefused()
        .ofCapability(Capability.CAP_SYS_RESOURCE)
        .verdict("lift the limit of " + limit.found(), refusal.get());
  }
}
