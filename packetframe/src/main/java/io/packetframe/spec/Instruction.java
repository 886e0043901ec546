package io.packetframe.spec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One BPF instruction, 8 bytes (include/uapi/linux/bpf.h, struct bpf_insn; RFC 9669).
 *
 * @param opcode class, source and operation, 0 to 255
 * @param destination register 0 to 10
 * @param source register 0 to 10, or a kind of pseudo source
 * @param offset signed 16 bits
 * @param immediate signed 32 bits
 */
public record Instruction(int opcode, int destination, int source, int offset, int immediate) {
  /** Bytes of an instruction. */
  public static final int SIZE = 8;

  /** Return value of a call, and of the program. */
  public static final int R0 = 0;

  private static final int MOV64_IMMEDIATE = 0xb7;
  private static final int MOV32_IMMEDIATE = 0xb4;
  private static final int CALL = 0x85;
  private static final int EXIT = 0x95;

  public Instruction {
    require(opcode >= 0 && opcode <= 0xff, "opcode", opcode);
    require(destination >= 0 && destination <= 15, "destination", destination);
    require(source >= 0 && source <= 15, "source", source);
    require(offset >= Short.MIN_VALUE && offset <= Short.MAX_VALUE, "offset", offset);
  }

  /** Returns {@code destination = immediate}, 64 bits. */
  public static Instruction move(int destination, int immediate) {
    return new Instruction(MOV64_IMMEDIATE, destination, 0, 0, immediate);
  }

  /** Returns {@code destination = immediate}, 32 bits, the upper half zero. */
  public static Instruction move32(int destination, int immediate) {
    return new Instruction(MOV32_IMMEDIATE, destination, 0, 0, immediate);
  }

  /** Returns a call of the helper with that id. */
  public static Instruction call(int helper) {
    return new Instruction(CALL, 0, 0, 0, helper);
  }

  /** Returns the end of the program. */
  public static Instruction exit() {
    return new Instruction(EXIT, 0, 0, 0, 0);
  }

  /** Writes the instruction at the buffer's position, in the buffer's byte order. */
  public void encode(ByteBuffer buffer) {
    buffer.put((byte) opcode);
    // The two register fields are C bit fields: their order within the byte follows the byte order.
    boolean little = buffer.order() == ByteOrder.LITTLE_ENDIAN;
    buffer.put((byte) (little ? source << 4 | destination : destination << 4 | source));
    buffer.putShort((short) offset);
    buffer.putInt(immediate);
  }

  private static void require(boolean holds, String field, int value) {
    if (!holds) {
      throw new IllegalArgumentException("instruction " + field + " out of range: " + value);
    }
  }
}
