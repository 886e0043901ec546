package io.packetframe.bpf.feature;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;

/**
 * Loads an XDP program with BPF_F_XDP_HAS_FRAGS. EINVAL before the verifier ran is the kernel's
 * word for a flag that it does not know (bpf_prog_load in kernel/bpf/syscall.c).
 */
record FragmentsQuestion() implements Question {
  @Override
  public Answer ask(Syscalls syscalls) {
    List<Instruction> code = List.of(Instruction.move(Instruction.R0, 0), Instruction.exit());
    try (Program _ =
        Program.loadWithSmallLog(
            syscalls, SmallestProgram.of(ProgramType.XDP, ProgramSection.of("xdp.frags"), code))) {
      return new Answer.Supported("loaded and verified");
    } catch (BpfException e) {
      return e.errno().equals(Errno.EINVAL) && e.log().isEmpty()
          ? new Answer.Unsupported(e.errno().toString())
          : Answer.inconclusive(e);
    }
  }
}
