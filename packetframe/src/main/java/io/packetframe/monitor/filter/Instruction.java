package io.packetframe.monitor.filter;

/**
 * One instruction, as struct bpf_insn has it.
 *
 * @param ifTrue how far a branch goes if its condition holds: 0 to 255, 0 where it is no branch
 * @param ifFalse and if it does not
 * @param operand 32 bits without a sign
 */
public record Instruction(Opcode opcode, int ifTrue, int ifFalse, int operand) {
  static final int FARTHEST = 255;

  public Instruction {
    if (ifTrue < 0 || ifTrue > FARTHEST || ifFalse < 0 || ifFalse > FARTHEST) {
      throw new IllegalArgumentException("branches of " + ifTrue + " and " + ifFalse);
    }
    if (!opcode.isBranch() && (ifTrue != 0 || ifFalse != 0)) {
      throw new IllegalArgumentException(opcode + " does not branch");
    }
  }

  /** Returns one that does not branch. */
  public static Instruction of(Opcode opcode, int operand) {
    return new Instruction(opcode, 0, 0, operand);
  }
}
