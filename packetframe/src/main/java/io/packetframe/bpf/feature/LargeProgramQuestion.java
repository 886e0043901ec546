package io.packetframe.bpf.feature;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.util.Collections;

/**
 * Loads a program of one instruction more than BPF_MAXINSNS, 4096. The limit is a million since
 * Linux 5.2 (commit c04c0d2b968a), for a process with CAP_BPF.
 */
record LargeProgramQuestion() implements Question {
  private static final int OLD_LIMIT = 4096;

  @Override
  public Answer ask(Syscalls syscalls) {
    Instruction filler = Instruction.move(Instruction.R0, 0);
    try (Program _ =
        Program.load(
            syscalls,
            SmallestProgram.with(
                ProgramType.SOCKET_FILTER, Collections.nCopies(OLD_LIMIT - 1, filler)))) {
      return new Answer.Supported("loaded and verified");
    } catch (BpfException e) {
      return e.errno().equals(Errno.E2BIG)
          ? new Answer.Unsupported(e.errno().toString())
          : Answer.inconclusive(e);
    }
  }
}
