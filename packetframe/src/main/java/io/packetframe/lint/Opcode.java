package io.packetframe.lint;

import io.packetframe.spec.Instruction;

/**
 * The fields of an opcode (RFC 9669, section 3 on; include/uapi/linux/bpf.h, bpf_common.h). What
 * has no name here needs none.
 */
final class Opcode {
  /** Classes, the lowest three bits. */
  static final int LD = 0;

  static final int LDX = 1;
  static final int ST = 2;
  static final int STX = 3;
  static final int ALU = 4;
  static final int JMP = 5;
  static final int JMP32 = 6;
  static final int ALU64 = 7;

  /** Operations of arithmetic, the highest four bits. */
  static final int ADD = 0x00;

  static final int SUB = 0x10;
  static final int DIV = 0x30;
  static final int AND = 0x50;
  static final int LSH = 0x60;
  static final int RSH = 0x70;
  static final int MOD = 0x90;
  static final int MOV = 0xb0;
  static final int END = 0xd0;

  /** Operations of jumps, the highest four bits. */
  static final int JA = 0x00;

  static final int CALL = 0x80;
  static final int EXIT = 0x90;
  static final int MAY_GOTO = 0xe0;

  /** Modes of memory, the highest three bits. */
  static final int MEM = 0x60;

  static final int SIGN_EXTENDED = 0x80;
  static final int ATOMIC = 0xc0;

  /** BPF_LD | BPF_IMM | BPF_DW: the only one of two slots. */
  static final int LOAD_64_BITS = 0x18;

  /** The operand is a register. */
  static final int REGISTER = 0x08;

  private Opcode() {}

  static int kind(Instruction instruction) {
    return instruction.opcode() & 0x07;
  }

  static int operation(Instruction instruction) {
    return instruction.opcode() & 0xf0;
  }

  static int mode(Instruction instruction) {
    return instruction.opcode() & 0xe0;
  }

  /** Returns how many bytes of memory are read or written. */
  static int bytes(Instruction instruction) {
    return switch (instruction.opcode() & 0x18) {
      case 0x00 -> 4;
      case 0x08 -> 2;
      case 0x10 -> 1;
      default -> 8;
    };
  }

  static boolean isRegister(Instruction instruction) {
    return (instruction.opcode() & REGISTER) != 0;
  }

  static boolean isJump(Instruction instruction) {
    return kind(instruction) == JMP || kind(instruction) == JMP32;
  }

  static boolean isArithmetic(Instruction instruction) {
    return kind(instruction) == ALU || kind(instruction) == ALU64;
  }
}
