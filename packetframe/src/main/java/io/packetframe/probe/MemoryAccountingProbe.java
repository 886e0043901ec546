package io.packetframe.probe;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.host.linux.Capability;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Rlimit;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Whether maps are charged to the memory cgroup, told by a map that the old limit has no room for.
 */
final class MemoryAccountingProbe extends HostProbe {
  private static final MapSpec MAP = new MapSpec("pf_probe", MapType.ARRAY, 4, 4, 1, 0);

  MemoryAccountingProbe() {
    super(
        new CapabilityDescription(
            "memory.cgroup",
            false,
            "With it, the memory of maps counts for the cgroup of who made them: a MemoryMax= of"
                + " the unit has to leave room for them. Without it, they count for"
                + " RLIMIT_MEMLOCK, which PacketFrame lifts (row rlimit.memlock).",
            "5.11 (commit 97306be45fbe)",
            Advisories.ONLY_IN_FULL
                + "Creates a map while the soft RLIMIT_MEMLOCK of this process is 0, then sets the"
                + " limit back: EPERM is the word of a kernel that charges the limit.",
            "Nothing to mend: a newer kernel has it."));
  }

  @Override
  public Verdict ask(ProbedHost host) {
    ByteBuffer memory = Rlimit.memory();
    long answer = host.syscalls().prlimit(Rlimit.MEMLOCK, null, memory);
    Rlimit found = Rlimit.decode(memory);
    if (!Errno.isError(answer)) {
      Rlimit none = new Rlimit(0, found.hard());
      answer = host.syscalls().prlimit(Rlimit.MEMLOCK, none.encode(), null);
    }
    if (Errno.isError(answer)) {
      Errno errno = Errno.of(answer);
      return Verdict.inconclusive("prlimit: " + errno.name(), errno.toString());
    }
    Optional<BpfException> refusal;
    try {
      refusal = create(host);
    } finally {
      long _ = host.syscalls().prlimit(Rlimit.MEMLOCK, found.encode(), null);
    }
    return refusal.isEmpty()
        ? new Verdict.Supported("a map needs no RLIMIT_MEMLOCK")
        : judge(host, refusal.get());
  }

  /** EPERM has many fathers: it was the limit if the same works with it as it was. */
  private static Verdict judge(ProbedHost host, BpfException refusal) {
    if (refusal.errno().equals(Errno.ENOSYS)) {
      return NoSuchSyscall.verdict(host);
    }
    if (!refusal.errno().equals(Errno.EPERM)) {
      return Verdict.inconclusive(refusal.getMessage(), refusal.errno().toString());
    }
    Optional<BpfException> again = create(host);
    return again.isEmpty()
        ? Verdict.unsupported(
            "maps are charged to RLIMIT_MEMLOCK", refusal.errno() + " at a limit of 0")
        : host.whoRefused().ofBpf(Capability.CAP_BPF).verdict("create a map", again.get().errno());
  }

  private static Optional<BpfException> create(ProbedHost host) {
    try (BpfMap _ = BpfMap.create(host.syscalls(), MAP)) {
      return Optional.empty();
    } catch (BpfException e) {
      return Optional.of(e);
    }
  }
}
