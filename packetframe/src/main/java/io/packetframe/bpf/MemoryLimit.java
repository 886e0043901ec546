package io.packetframe.bpf;

import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Rlimit;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * RLIMIT_MEMLOCK, to which kernels before 5.11 (commit 97306be45fbe) charge maps and programs, and
 * answer EPERM where it is used up. It is looked at only after such an answer, and lifted only
 * where it may be the cause.
 */
final class MemoryLimit {
  /** BPF_FUNC_ktime_get_coarse_ns, which came in the same release (commit d05512618056). */
  private static final int KTIME_GET_COARSE_NS = 160;

  private final Syscalls syscalls;
  private final KernelMemory memory;
  private boolean lifted;

  MemoryLimit(Syscalls syscalls) {
    this.syscalls = syscalls;
    this.memory = KernelMemory.of(syscalls);
  }

  /** Something that allocates in the kernel. */
  @FunctionalInterface
  interface Allocation<T, E extends Exception> {
    T run() throws BpfException, E;
  }

  /** Runs it, and once more where the limit was in the way and could be lifted. */
  <T, E extends Exception> T lifting(Allocation<T, E> allocation) throws BpfException, E {
    try {
      return allocation.run();
    } catch (BpfException e) {
      if (!e.errno().equals(Errno.EPERM) || !e.log().isEmpty() || lifted || !mayCount()) {
        throw e;
      }
      if (!lift()) {
        if (memory.chargesGroups().isEmpty()) {
          // Who may not ask learns nothing of the limit: somebody else refused.
          throw e;
        }
        throw new BpfException(
            e.step(),
            e.errno(),
            e.log(),
            "this kernel charges BPF memory to RLIMIT_MEMLOCK, which is low: raise it"
                + " (LimitMEMLOCK=infinity in a unit of systemd)");
      }
      return allocation.run();
    }
  }

  private boolean lift() {
    Rlimit none = new Rlimit(Rlimit.INFINITY, Rlimit.INFINITY);
    lifted = !Errno.isError(syscalls.prlimit(Rlimit.MEMLOCK, none.encode(), null));
    return lifted;
  }

  private boolean mayCount() {
    ByteBuffer limit = Rlimit.memory();
    return !Errno.isError(syscalls.prlimit(Rlimit.MEMLOCK, null, limit))
        && Rlimit.decode(limit).soft() != Rlimit.INFINITY
        && !memory.chargesGroups().orElseGet(this::chargesGroups);
  }

  /** Tells whether memory is charged to the control group instead; false also where in doubt. */
  private boolean chargesGroups() {
    ProgramSpec probe =
        new ProgramSpec(
            "probe_memcg",
            ProgramType.SOCKET_FILTER,
            List.of(Instruction.call(KTIME_GET_COARSE_NS), Instruction.exit()),
            "GPL");
    try (Program _ = Program.loadWithSmallLog(syscalls, probe)) {
      memory.chargesGroups(true);
      return true;
    } catch (BpfException e) {
      if (!e.log().isEmpty()) {
        memory.chargesGroups(false);
      }
      return false;
    }
  }
}
