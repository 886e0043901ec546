package io.packetframe.monitor.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Valid programs and frames that nobody thought of. */
final class DrawnPrograms {
  private static final int MOST_INSTRUCTIONS = 40;
  private static final int MOST_BYTES = 80;

  private static final Opcode[] OPCODES = Opcode.values();

  private DrawnPrograms() {}

  /**
   * Draws a program. X stays small, and shifts by it are left out: what they do where it is 32 or
   * more is each kernel's own, and what lies before the frame means something else to Linux.
   */
  static FilterProgram program(RandomGenerator random) {
    while (true) {
      int length = random.nextInt(2, MOST_INSTRUCTIONS);
      List<Instruction> program = new ArrayList<>();
      for (int i = 0; i < length - 1; i++) {
        program.add(instruction(random, length - i - 2));
      }
      program.add(
          random.nextBoolean()
              ? Instruction.of(Opcode.RETURN_ACCUMULATOR, 0)
              : Instruction.of(Opcode.RETURN, random.nextInt(3) * 20));
      if (Validator.problem(program).isEmpty()) {
        return new FilterProgram(program);
      }
    }
  }

  private static Instruction instruction(RandomGenerator random, int ahead) {
    Opcode opcode = OPCODES[random.nextInt(OPCODES.length)];
    return switch (opcode) {
      case SHIFT_LEFT_INDEX, SHIFT_RIGHT_INDEX, RETURN, RETURN_ACCUMULATOR, TO_INDEX ->
          Instruction.of(Opcode.INDEX, random.nextInt(20));
      case INDEX -> Instruction.of(opcode, random.nextInt(20));
      case LOAD_SCRATCH, STORE, INDEX_SCRATCH, STORE_INDEX ->
          Instruction.of(storing(opcode), random.nextInt(16));
      case SHIFT_LEFT, SHIFT_RIGHT -> Instruction.of(opcode, random.nextInt(32));
      case LOAD_WORD, LOAD_HALF, LOAD_BYTE, INDEX_HEADER ->
          Instruction.of(opcode, random.nextInt(24));
      case LOAD_WORD_INDEXED, LOAD_HALF_INDEXED, LOAD_BYTE_INDEXED ->
          Instruction.of(opcode, random.nextInt(16));
      case JUMP -> Instruction.of(opcode, random.nextInt(Math.min(4, ahead + 1)));
      case DIVIDE -> Instruction.of(opcode, random.nextInt(1, 9));
      case LOAD, ADD, SUBTRACT, MULTIPLY, OR, AND -> Instruction.of(opcode, small(random));
      default ->
          opcode.isBranch()
              ? new Instruction(
                  opcode,
                  random.nextInt(Math.min(6, ahead + 1)),
                  random.nextInt(Math.min(6, ahead + 1)),
                  small(random))
              : Instruction.of(opcode, 0);
    };
  }

  /** Most draws of a load from scratch would be of a word that was never written. */
  private static Opcode storing(Opcode opcode) {
    return opcode == Opcode.INDEX_SCRATCH ? Opcode.STORE_INDEX : opcode;
  }

  /** Numbers that frames hold too, so that comparisons go both ways. */
  private static int small(RandomGenerator random) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(4);
      case 1 -> 0x800;
      default -> random.nextInt();
    };
  }

  /** Draws a frame: few values, so that filters meet what they look for. */
  static byte[] frame(RandomGenerator random, int least) {
    byte[] frame = new byte[random.nextInt(least, MOST_BYTES)];
    for (int i = 0; i < frame.length; i++) {
      frame[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(4));
    }
    return frame;
  }
}
