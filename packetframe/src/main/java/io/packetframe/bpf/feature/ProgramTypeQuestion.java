package io.packetframe.bpf.feature;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;

/**
 * Loads the shortest legal program of a type. EINVAL before the verifier ran is the kernel's word
 * for a type that it does not have (find_prog_type in kernel/bpf/syscall.c).
 */
record ProgramTypeQuestion(ProgramType type) implements Question {
  /** What the verifier misses in tracing, LSM and extensions that name nothing to attach to. */
  private static final String NO_TARGET = "must provide btf_id";

  @Override
  public Answer ask(Syscalls syscalls) {
    try (Program _ = Program.loadWithSmallLog(syscalls, SmallestProgram.of(type))) {
      return new Answer.Supported("loaded and verified");
    } catch (BpfException e) {
      if (lacksOnlyItsTarget(e)) {
        return new Answer.Supported("known to the verifier");
      }
      return e.errno().equals(Errno.EINVAL) && e.log().isEmpty()
          ? new Answer.Unsupported(e.errno().toString())
          : Answer.inconclusive(e);
    }
  }

  /**
   * Tells whether the verifier stopped because a program names nothing to attach to. Of struct_ops
   * it says so with ENOTSUPP, and only some kernels add a line to the log.
   */
  static boolean lacksOnlyItsTarget(BpfException refusal) {
    return refusal.log().mentions(NO_TARGET)
        || (refusal.errno().equals(Errno.ENOTSUPP) && !refusal.log().isEmpty());
  }
}
