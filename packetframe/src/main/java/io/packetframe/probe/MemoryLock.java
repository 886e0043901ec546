package io.packetframe.probe;

import io.packetframe.host.linux.KernelRelease;
import io.packetframe.host.linux.Reading;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Rlimit;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * RLIMIT_MEMLOCK of this process. Kernels before 5.11 (commit 97306be45fbe) charge BPF memory to it
 * and answer EPERM where it is used up; later ones charge the memory cgroup.
 */
final class MemoryLock {
  private final Syscalls syscalls;
  private final boolean counts;
  private @Nullable Rlimit before;
  private @Nullable Errno refusal;

  MemoryLock(Syscalls syscalls, Reading<KernelRelease> release) {
    this.syscalls = syscalls;
    this.counts = release.optional().map(kernel -> !kernel.isAtLeast(5, 11)).orElse(true);
  }

  /** Tells whether this kernel charges maps to the limit, or may do so. */
  boolean counts() {
    return counts;
  }

  /** Lifts the limit where it counts and is not lifted yet. */
  void raiseIfItCounts() {
    if (counts && before == null) {
      ByteBuffer old = Rlimit.memory();
      Rlimit unlimited = new Rlimit(Rlimit.INFINITY, Rlimit.INFINITY);
      long answer = syscalls.prlimit(Rlimit.MEMLOCK, unlimited.encode(), old);
      if (Errno.isError(answer)) {
        refusal = Errno.of(answer);
        answer = syscalls.prlimit(Rlimit.MEMLOCK, null, old);
      }
      before = Errno.isError(answer) ? new Rlimit(0, 0) : Rlimit.decode(old);
    }
  }

  /** Returns why the limit could not be lifted; empty if it was or need not be. */
  Optional<Errno> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Returns the soft limit as it was found, in words. */
  String found() {
    Rlimit limit = before;
    if (limit == null) {
      ByteBuffer memory = Rlimit.memory();
      long answer = syscalls.prlimit(Rlimit.MEMLOCK, null, memory);
      if (Errno.isError(answer)) {
        return "unreadable: " + Errno.of(answer);
      }
      limit = Rlimit.decode(memory);
    }
    return limit.soft() == Rlimit.INFINITY
        ? "unlimited"
        : Long.toUnsignedString(limit.soft()) + " bytes";
  }
}
