package io.packetframe.monitor.filter;

import java.util.List;

/** Runs a filter on a frame, as a kernel would. */
public final class Interpreter {
  /** What a filter answers that reads beyond the frame, or divides by 0. */
  private static final long REFUSED = 0;

  private final List<Instruction> program;
  private final byte[] frame;
  private final int length;
  private final int[] scratch = new int[Validator.SCRATCH_WORDS];
  private int accumulator;
  private int index;

  private Interpreter(List<Instruction> program, byte[] frame, int length) {
    this.program = program;
    this.frame = frame;
    this.length = length;
  }

  /**
   * Returns how many bytes of the frame the filter takes: 0 to 2^32-1, 0 is not to take it.
   *
   * @param frame what was captured of it, from the link layer on
   * @param length of the frame before it was cut
   */
  public static long run(FilterProgram filter, byte[] frame, int length) {
    return new Interpreter(filter.instructions(), frame, length).run();
  }

  private long run() {
    for (int at = 0; ; at++) {
      Instruction now = program.get(at);
      int k = now.operand();
      switch (now.opcode()) {
        case LOAD -> accumulator = k;
        case LOAD_SCRATCH -> accumulator = scratch[k];
        case LOAD_LENGTH -> accumulator = length;
        case INDEX -> index = k;
        case INDEX_SCRATCH -> index = scratch[k];
        case INDEX_LENGTH -> index = length;
        case STORE -> scratch[k] = accumulator;
        case STORE_INDEX -> scratch[k] = index;
        case TO_INDEX -> index = accumulator;
        case FROM_INDEX -> accumulator = index;
        case LOAD_WORD, LOAD_HALF, LOAD_BYTE -> {
          if (!load(k, width(now.opcode()))) {
            return REFUSED;
          }
        }
        case LOAD_WORD_INDEXED, LOAD_HALF_INDEXED, LOAD_BYTE_INDEXED -> {
          long offset = Integer.toUnsignedLong(index) + Integer.toUnsignedLong(k);
          if (!load(offset, width(now.opcode()))) {
            return REFUSED;
          }
        }
        case INDEX_HEADER -> {
          if (k >= frame.length) {
            return REFUSED;
          }
          index = (frame[k] & 0xf) << 2;
        }
        case DIVIDE_INDEX -> {
          if (index == 0) {
            return REFUSED;
          }
          accumulator = Integer.divideUnsigned(accumulator, index);
        }
        case ADD, SUBTRACT, MULTIPLY, DIVIDE, OR, AND, SHIFT_LEFT, SHIFT_RIGHT ->
            accumulator = computed(now.opcode(), k);
        case ADD_INDEX,
            SUBTRACT_INDEX,
            MULTIPLY_INDEX,
            OR_INDEX,
            AND_INDEX,
            SHIFT_LEFT_INDEX,
            SHIFT_RIGHT_INDEX ->
            accumulator = computed(now.opcode(), index);
        case NEGATE -> accumulator = -accumulator;
        case JUMP -> at += k;
        case JUMP_EQUAL, JUMP_GREATER, JUMP_NOT_LESS, JUMP_ANY_BIT ->
            at += holds(now.opcode(), k) ? now.ifTrue() : now.ifFalse();
        case JUMP_EQUAL_INDEX, JUMP_GREATER_INDEX, JUMP_NOT_LESS_INDEX, JUMP_ANY_BIT_INDEX ->
            at += holds(now.opcode(), index) ? now.ifTrue() : now.ifFalse();
        case RETURN -> {
          return Integer.toUnsignedLong(k);
        }
        case RETURN_ACCUMULATOR -> {
          return Integer.toUnsignedLong(accumulator);
        }
      }
    }
  }

  private static int width(Opcode opcode) {
    return switch (opcode) {
      case LOAD_WORD, LOAD_WORD_INDEXED -> 4;
      case LOAD_HALF, LOAD_HALF_INDEXED -> 2;
      default -> 1;
    };
  }

  /** Tells whether the frame has so many bytes there, and loads them. */
  private boolean load(long offset, int width) {
    if (offset > frame.length - width) {
      return false;
    }
    accumulator = 0;
    for (int i = 0; i < width; i++) {
      accumulator = (accumulator << 8) | (frame[(int) offset + i] & 0xff);
    }
    return true;
  }

  private int computed(Opcode opcode, int operand) {
    boolean isShiftedOut = Integer.compareUnsigned(operand, Integer.SIZE) >= 0;
    return switch (opcode) {
      case ADD, ADD_INDEX -> accumulator + operand;
      case SUBTRACT, SUBTRACT_INDEX -> accumulator - operand;
      case MULTIPLY, MULTIPLY_INDEX -> accumulator * operand;
      case DIVIDE -> Integer.divideUnsigned(accumulator, operand);
      case OR, OR_INDEX -> accumulator | operand;
      case AND, AND_INDEX -> accumulator & operand;
      case SHIFT_LEFT, SHIFT_LEFT_INDEX -> isShiftedOut ? 0 : accumulator << operand;
      case SHIFT_RIGHT, SHIFT_RIGHT_INDEX -> isShiftedOut ? 0 : accumulator >>> operand;
      default -> throw new IllegalArgumentException(opcode + " computes nothing");
    };
  }

  private boolean holds(Opcode opcode, int operand) {
    return switch (opcode) {
      case JUMP_EQUAL, JUMP_EQUAL_INDEX -> accumulator == operand;
      case JUMP_GREATER, JUMP_GREATER_INDEX -> Integer.compareUnsigned(accumulator, operand) > 0;
      case JUMP_NOT_LESS, JUMP_NOT_LESS_INDEX -> Integer.compareUnsigned(accumulator, operand) >= 0;
      case JUMP_ANY_BIT, JUMP_ANY_BIT_INDEX -> (accumulator & operand) != 0;
      default -> throw new IllegalArgumentException(opcode + " does not branch");
    };
  }
}
