package io.packetframe.monitor.filter;

import java.util.Optional;

/**
 * The instructions that all kernels have in common. A is the accumulator, X the index, M the
 * scratch words, k the operand.
 */
public enum Opcode {
  /** A = k. */
  LOAD(0x00),
  /** A = the 4, 2 or 1 bytes of the frame from k on, in network order. */
  LOAD_WORD(0x20),
  LOAD_HALF(0x28),
  LOAD_BYTE(0x30),
  /** The same from X + k on. */
  LOAD_WORD_INDEXED(0x40),
  LOAD_HALF_INDEXED(0x48),
  LOAD_BYTE_INDEXED(0x50),
  /** A = M[k]. */
  LOAD_SCRATCH(0x60),
  /** A = the length of the frame before it was cut. */
  LOAD_LENGTH(0x80),
  /** X = k. */
  INDEX(0x01),
  /** X = M[k]. */
  INDEX_SCRATCH(0x61),
  INDEX_LENGTH(0x81),
  /** X = 4 times the lower half of the byte at k: the length of an IPv4 header. */
  INDEX_HEADER(0xb1),
  /** M[k] = A. */
  STORE(0x02),
  /** M[k] = X. */
  STORE_INDEX(0x03),
  ADD(0x04),
  ADD_INDEX(0x0c),
  SUBTRACT(0x14),
  SUBTRACT_INDEX(0x1c),
  MULTIPLY(0x24),
  MULTIPLY_INDEX(0x2c),
  DIVIDE(0x34),
  /** By 0 the filter ends, and the frame is not taken. */
  DIVIDE_INDEX(0x3c),
  OR(0x44),
  OR_INDEX(0x4c),
  AND(0x54),
  AND_INDEX(0x5c),
  SHIFT_LEFT(0x64),
  /** By 32 or more each kernel does as it likes: do not. */
  SHIFT_LEFT_INDEX(0x6c),
  SHIFT_RIGHT(0x74),
  SHIFT_RIGHT_INDEX(0x7c),
  NEGATE(0x84),
  /** On by k instructions, counted from the next. */
  JUMP(0x05),
  /** On by one of two distances, each counted from the next instruction. */
  JUMP_EQUAL(0x15),
  JUMP_EQUAL_INDEX(0x1d),
  JUMP_GREATER(0x25),
  JUMP_GREATER_INDEX(0x2d),
  JUMP_NOT_LESS(0x35),
  JUMP_NOT_LESS_INDEX(0x3d),
  JUMP_ANY_BIT(0x45),
  JUMP_ANY_BIT_INDEX(0x4d),
  /** Takes k bytes of the frame; 0 is not to take it. */
  RETURN(0x06),
  RETURN_ACCUMULATOR(0x16),
  /** X = A. */
  TO_INDEX(0x07),
  /** A = X. */
  FROM_INDEX(0x87);

  private static final int CLASS = 0x07;
  private static final int JUMPS = 0x05;

  private final int code;

  Opcode(int code) {
    this.code = code;
  }

  /** Returns the number of struct bpf_insn. */
  public int code() {
    return code;
  }

  /** Returns the instruction of a number; empty for what not every kernel has. */
  public static Optional<Opcode> of(int code) {
    for (Opcode opcode : values()) {
      if (opcode.code == code) {
        return Optional.of(opcode);
      }
    }
    return Optional.empty();
  }

  boolean isBranch() {
    return (code & CLASS) == JUMPS && this != JUMP;
  }

  boolean isReturn() {
    return this == RETURN || this == RETURN_ACCUMULATOR;
  }
}
