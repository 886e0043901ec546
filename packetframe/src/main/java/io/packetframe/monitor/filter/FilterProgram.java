package io.packetframe.monitor.filter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** A filter that every kernel with classic BPF takes. */
public record FilterProgram(List<Instruction> instructions) {
  /** Bytes of struct bpf_insn: u16 code, u8 jt, u8 jf, u32 k. */
  public static final int INSTRUCTION_SIZE = 8;

  /** Checks it; the message of the exception is the reason. */
  public FilterProgram {
    instructions = List.copyOf(instructions);
    Optional<String> problem = Validator.problem(instructions);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
  }

  /** Returns the array of struct bpf_insn, outside the heap, in native byte order. */
  public ByteBuffer toMemory() {
    ByteBuffer memory =
        ByteBuffer.allocateDirect(instructions.size() * INSTRUCTION_SIZE)
            .order(ByteOrder.nativeOrder());
    for (Instruction each : instructions) {
      memory
          .putShort((short) each.opcode().code())
          .put((byte) each.ifTrue())
          .put((byte) each.ifFalse())
          .putInt(each.operand());
    }
    return memory.clear();
  }

  /** Returns it as {@code tcpdump -ddd} prints filters: the count, then a line for each. */
  public String toDecimal() {
    StringBuilder text = new StringBuilder().append(instructions.size()).append('\n');
    for (Instruction each : instructions) {
      text.append(each.opcode().code())
          .append(' ')
          .append(each.ifTrue())
          .append(' ')
          .append(each.ifFalse())
          .append(' ')
          .append(Integer.toUnsignedString(each.operand()))
          .append('\n');
    }
    return text.toString();
  }
}
