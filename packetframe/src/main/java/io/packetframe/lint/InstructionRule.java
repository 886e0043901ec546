package io.packetframe.lint;

import io.packetframe.spec.Instruction;

/**
 * Instructions that came after {@link KernelLine#OLDEST}: the atomics that fetch (commit
 * 5ca419f2864a), what {@code -mcpu=v4} brought (commits 1f9a1ea821ff, 8100928c8814, 0845c3db7bf5,
 * ec0e2da95f72, 4cd58e9af8b9), {@code may_goto} (commit 011832b97b31), casts between address spaces
 * (commit 6082b6c328b5), load-acquire and store-release (commit 880442305a39).
 */
final class InstructionRule {
  private static final int ATOMIC_ADD = 0x00;
  private static final int LOAD_ACQUIRE = 0x100;
  private static final int STORE_RELEASE = 0x110;
  private static final int CAST_ADDRESS_SPACE = 1;

  private InstructionRule() {}

  static void look(int at, Instruction instruction, Findings findings) {
    switch (Opcode.kind(instruction)) {
      case Opcode.ALU, Opcode.ALU64 -> arithmetic(at, instruction, findings);
      case Opcode.LDX -> {
        if (Opcode.mode(instruction) == Opcode.SIGN_EXTENDED) {
          findings.since(Rule.INSTRUCTION_SET, at, "load with sign extension", 6, 6);
        }
      }
      case Opcode.STX -> {
        if (Opcode.mode(instruction) == Opcode.ATOMIC) {
          atomic(at, instruction.immediate(), findings);
        }
      }
      case Opcode.JMP -> {
        if (Opcode.operation(instruction) == Opcode.MAY_GOTO) {
          findings.since(Rule.INSTRUCTION_SET, at, "may_goto", 6, 9);
        }
      }
      case Opcode.JMP32 -> {
        if (Opcode.operation(instruction) == Opcode.JA) {
          findings.since(Rule.INSTRUCTION_SET, at, "jump by 32 bits", 6, 6);
        }
      }
      default -> {}
    }
  }

  private static void arithmetic(int at, Instruction instruction, Findings findings) {
    int operation = Opcode.operation(instruction);
    int offset = instruction.offset();
    if (operation == Opcode.END) {
      if (Opcode.kind(instruction) == Opcode.ALU64) {
        findings.since(Rule.INSTRUCTION_SET, at, "byte swap without condition", 6, 6);
      }
    } else if (operation == Opcode.MOV && offset == CAST_ADDRESS_SPACE) {
      findings.since(Rule.INSTRUCTION_SET, at, "cast between address spaces", 6, 9);
    } else if (operation == Opcode.MOV && offset != 0) {
      findings.since(Rule.INSTRUCTION_SET, at, "move with sign extension", 6, 6);
    } else if ((operation == Opcode.DIV || operation == Opcode.MOD) && offset != 0) {
      findings.since(Rule.INSTRUCTION_SET, at, "signed division", 6, 6);
    }
  }

  private static void atomic(int at, int operation, Findings findings) {
    if (operation == LOAD_ACQUIRE || operation == STORE_RELEASE) {
      findings.since(Rule.INSTRUCTION_SET, at, "load-acquire or store-release", 6, 15);
    } else if (operation != ATOMIC_ADD) {
      findings.since(Rule.INSTRUCTION_SET, at, "atomic operation beyond an addition", 5, 12);
    }
  }
}
