package io.packetframe.monitor.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rules of all kernels together: what is valid here, FreeBSD, OpenBSD, NetBSD, macOS, DragonFly
 * and Linux take, and mean the same by it. Linux alone asks that a scratch word was written on each
 * way to where it is read, and reads offsets from 2^31 on as something else than the frame.
 */
final class Validator {
  static final int MOST_INSTRUCTIONS = 512;
  static final int SCRATCH_WORDS = 16;
  private static final int WORD = 32;

  /** A bit for each scratch word. */
  private static final int ALL_WRITTEN = (1 << SCRATCH_WORDS) - 1;

  private final List<Instruction> program;

  /** Which scratch words were written on every way to an instruction that jumps led to. */
  private final int[] writtenAt;

  private Validator(List<Instruction> program) {
    this.program = program;
    this.writtenAt = new int[program.size()];
    Arrays.fill(writtenAt, ALL_WRITTEN);
  }

  /** Returns what is wrong with a program, with the number of the instruction from 0 on. */
  static Optional<String> problem(List<Instruction> program) {
    if (program.isEmpty() || program.size() > MOST_INSTRUCTIONS) {
      return Optional.of(
          "a filter has 1 to " + MOST_INSTRUCTIONS + " instructions, not " + program.size());
    }
    if (!program.getLast().opcode().isReturn()) {
      return Optional.of("the last instruction is no return");
    }
    return new Validator(program).firstProblem();
  }

  private Optional<String> firstProblem() {
    int written = 0;
    for (int i = 0; i < program.size(); i++) {
      written &= writtenAt[i];
      Instruction instruction = program.get(i);
      String problem = problem(i, instruction, written);
      if (!problem.isEmpty()) {
        return Optional.of("instruction " + i + ": " + problem);
      }
      written = writtenAfter(i, instruction, written);
    }
    return Optional.empty();
  }

  private String problem(int position, Instruction instruction, int written) {
    int operand = instruction.operand();
    return switch (instruction.opcode()) {
      case LOAD_SCRATCH, INDEX_SCRATCH ->
          !isScratch(operand)
              ? "there is no scratch word " + Integer.toUnsignedString(operand)
              : (written & (1 << operand)) == 0
                  ? "scratch word " + operand + " may be read before it is written"
                  : "";
      case STORE, STORE_INDEX ->
          isScratch(operand) ? "" : "there is no scratch word " + Integer.toUnsignedString(operand);
      case DIVIDE -> operand == 0 ? "a division by 0" : "";
      case SHIFT_LEFT, SHIFT_RIGHT ->
          Integer.compareUnsigned(operand, WORD) < 0
              ? ""
              : "a shift by " + Integer.toUnsignedString(operand);
      case LOAD_WORD, LOAD_HALF, LOAD_BYTE, INDEX_HEADER ->
          operand < 0 ? "an offset of 2^31 or more" : "";
      case JUMP -> isInside(position, operand) ? "" : "a jump out of the program";
      default ->
          instruction.opcode().isBranch() && !branchesInside(position, instruction)
              ? "a branch out of the program"
              : "";
    };
  }

  private static boolean isScratch(int number) {
    return Integer.compareUnsigned(number, SCRATCH_WORDS) < 0;
  }

  private boolean isInside(int position, int distance) {
    return Integer.toUnsignedLong(distance) < program.size() - position - 1;
  }

  private boolean branchesInside(int position, Instruction instruction) {
    return isInside(position, instruction.ifTrue()) && isInside(position, instruction.ifFalse());
  }

  /** Notes where the instruction leads, and returns what is written at the next one. */
  private int writtenAfter(int position, Instruction instruction, int written) {
    Opcode opcode = instruction.opcode();
    if (opcode == Opcode.STORE || opcode == Opcode.STORE_INDEX) {
      return written | (1 << instruction.operand());
    }
    if (opcode == Opcode.JUMP) {
      writtenAt[position + 1 + instruction.operand()] &= written;
      return ALL_WRITTEN;
    }
    if (opcode.isBranch()) {
      writtenAt[position + 1 + instruction.ifTrue()] &= written;
      writtenAt[position + 1 + instruction.ifFalse()] &= written;
      return ALL_WRITTEN;
    }
    // Behind a return nothing is reached but by jumps; Linux goes on with what it had.
    return written;
  }
}
