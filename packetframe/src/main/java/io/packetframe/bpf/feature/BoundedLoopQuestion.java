package io.packetframe.bpf.feature;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;

/** Loads a program that counts down from three (Linux 5.3, commit 2589726d12a1). */
record BoundedLoopQuestion() implements Question {
  private static final String LOOP = "back-edge";

  @Override
  public Answer ask(Syscalls syscalls) {
    List<Instruction> loop =
        List.of(
            Instruction.move(Instruction.R0, 3),
            new Instruction(0x17, 0, 0, 0, 1), // r0 -= 1
            new Instruction(0x55, 0, 0, -2, 0)); // if r0 != 0 goto the subtraction
    try (Program _ =
        Program.loadWithSmallLog(syscalls, SmallestProgram.with(ProgramType.SOCKET_FILTER, loop))) {
      return new Answer.Supported("loaded and verified");
    } catch (BpfException e) {
      return e.errno().equals(Errno.EINVAL) && e.log().mentions(LOOP)
          ? new Answer.Unsupported(e.log().lineWith(LOOP))
          : Answer.inconclusive(e);
    }
  }
}
