package io.packetframe.bpf.feature;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;

/** Loads a socket filter with the instructions that a version of the instruction set has added. */
record InstructionSetQuestion(InstructionSet version) implements Question {
  /** How verifiers refuse instructions, and fields of instructions, of later kernels. */
  private static final String[] NO_SUCH_INSTRUCTION = {
    "unknown opcode", "uses reserved fields", "invalid BPF_ALU opcode", "invalid BPF_JMP opcode"
  };

  @Override
  public Answer ask(Syscalls syscalls) {
    try (Program _ =
        Program.loadWithSmallLog(
            syscalls, SmallestProgram.with(ProgramType.SOCKET_FILTER, added()))) {
      return new Answer.Supported("loaded and verified");
    } catch (BpfException e) {
      if (e.errno().equals(Errno.EINVAL)) {
        for (String phrase : NO_SUCH_INSTRUCTION) {
          if (e.log().mentions(phrase)) {
            return new Answer.Unsupported(e.log().lineWith(phrase));
          }
        }
      }
      return Answer.inconclusive(e);
    }
  }

  /** Jumps go to the next instruction, so that every path is the same. */
  private List<Instruction> added() {
    Instruction zero = Instruction.move(Instruction.R0, 0);
    return switch (version) {
      case V1 -> List.of();
      case V2 ->
          List.of(
              zero,
              new Instruction(0xa5, 0, 0, 0, 1), // if r0 < 1
              new Instruction(0xb5, 0, 0, 0, 1), // if r0 <= 1
              new Instruction(0xc5, 0, 0, 0, 1), // if r0 s< 1
              new Instruction(0xd5, 0, 0, 0, 1)); // if r0 s<= 1
      case V3 ->
          List.of(
              zero,
              new Instruction(0x16, 0, 0, 0, 1), // if w0 == 1
              new Instruction(0x66, 0, 0, 0, 1), // if w0 s> 1
              new Instruction(0xa6, 0, 0, 0, 1)); // if w0 < 1
      case V4 ->
          List.of(
              Instruction.move(Instruction.R0, 1),
              new Instruction(0xbf, 0, 0, 8, 0), // r0 = (s8)r0
              new Instruction(0xd7, 0, 0, 0, 16), // r0 = bswap16 r0
              new Instruction(0x37, 0, 0, 1, 2), // r0 s/= 2
              new Instruction(0x7b, 10, 0, -8, 0), // *(u64 *)(r10 - 8) = r0
              new Instruction(0x91, 0, 10, -8, 0), // r0 = *(s8 *)(r10 - 8)
              new Instruction(0x06, 0, 0, 0, 0)); // gotol +0
    };
  }
}
