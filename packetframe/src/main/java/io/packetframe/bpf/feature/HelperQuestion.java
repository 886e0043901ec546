package io.packetframe.bpf.feature;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.VerifierLog;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;
import java.util.Optional;

/** Loads a program that calls a helper with nothing in its registers, and reads the log. */
record HelperQuestion(ProgramType type, int id) implements Question {
  /**
   * How verifiers say that a program type has no such helper: the first three until 2024, the last
   * since commit "bpf: improve error message for unsupported helper" (6.10).
   */
  private static final String[] NO_SUCH_HELPER = {
    "unknown func",
    "unrecognized bpf_func_id",
    "invalid func",
    "program of this type cannot use helper"
  };

  @Override
  public Answer ask(Syscalls syscalls) {
    ProgramSpec call = SmallestProgram.with(type, List.of(Instruction.call(id)));
    try (Program _ = Program.loadWithSmallLog(syscalls, call)) {
      return new Answer.Supported("accepted by the verifier");
    } catch (BpfException e) {
      return judge(e);
    }
  }

  /** The order matters: an errno that says nothing about helpers comes before the log. */
  private static Answer judge(BpfException refusal) {
    Errno errno = refusal.errno();
    VerifierLog log = refusal.log();
    if (errno.equals(Errno.EPERM) || errno.equals(Errno.ENOSYS)) {
      return Answer.inconclusive(refusal);
    }
    if (log.isEmpty()) {
      return new Answer.Inconclusive(
          "the kernel refused before the verifier ran: " + errno, Optional.of(errno));
    }
    if (ProgramTypeQuestion.lacksOnlyItsTarget(refusal)) {
      return new Answer.Inconclusive(
          "the verifier looks at no call of a program that names nothing to attach to: "
              + log.firstLine(),
          Optional.of(errno));
    }
    for (String phrase : NO_SUCH_HELPER) {
      if (log.mentions(phrase)) {
        return new Answer.Unsupported(log.firstLine());
      }
    }
    // Out of memory and the like also leave a log; only these two come from judging the program.
    return errno.equals(Errno.EINVAL) || errno.equals(Errno.EACCES)
        ? new Answer.Supported("known to the verifier")
        : Answer.inconclusive(refusal);
  }
}
