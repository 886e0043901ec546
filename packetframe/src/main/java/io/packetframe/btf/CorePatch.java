package io.packetframe.btf;

import io.packetframe.spec.Instruction;
import java.util.List;

/** Writes what a relocation came to into its instruction. */
final class CorePatch {
  /** No helper has that number, 0xbad2310; the verifier names it where such code is reached. */
  static final int POISON = 195896080;

  private static final int CLASS = 0x07;
  private static final int SOURCE_REGISTER = 0x08;
  private static final int SIZE = 0x18;
  private static final int LD = 0x00;
  private static final int LDX = 0x01;
  private static final int ST = 0x02;
  private static final int STX = 0x03;
  private static final int ALU = 0x04;
  private static final int ALU64 = 0x07;
  private static final int LOAD_64 = 0x18;

  private final List<Instruction> instructions;
  private final int index;
  private final CoreValue value;

  private CorePatch(List<Instruction> instructions, int index, CoreValue value) {
    this.instructions = instructions;
    this.index = index;
    this.value = value;
  }

  /** Changes the instruction of that index, and the second slot of a 64-bit load. */
  static void apply(List<Instruction> instructions, int index, CoreValue value) throws CoreProblem {
    new CorePatch(instructions, index, value).apply();
  }

  private void apply() throws CoreProblem {
    Instruction old = instructions.get(index);
    if (old.opcode() == LOAD_64 && index + 1 >= instructions.size()) {
      throw new CoreProblem("expected a second slot of a 64-bit load, found the end");
    }
    if (value.isPoisoned()) {
      poison(old);
      return;
    }
    switch (old.opcode() & CLASS) {
      case ALU, ALU64 -> immediate(old);
      case LDX, ST, STX -> offset(old);
      case LD -> load(old);
      default ->
          throw new CoreProblem(
              "expected a load, a store or arithmetic, found opcode 0x"
                  + Integer.toHexString(old.opcode()));
    }
  }

  private void poison(Instruction old) {
    if (old.opcode() == LOAD_64) {
      // Half of a load would be an unknown opcode, and a misleading message.
      instructions.set(index + 1, Instruction.call(POISON));
    }
    instructions.set(index, Instruction.call(POISON));
  }

  private void immediate(Instruction old) throws CoreProblem {
    if ((old.opcode() & SOURCE_REGISTER) != 0) {
      throw new CoreProblem("expected arithmetic with a number, found one with a register");
    }
    require(old.immediate());
    instructions.set(
        index,
        new Instruction(
            old.opcode(), old.destination(), old.source(), old.offset(), (int) value.after()));
  }

  private void offset(Instruction old) throws CoreProblem {
    require(old.offset());
    if (value.after() < 0 || value.after() > Short.MAX_VALUE) {
      throw new CoreProblem("offset " + value.after() + " does not fit a load or store");
    }
    if (!value.fitsSize()) {
      poison(old);
      return;
    }
    instructions.set(
        index,
        new Instruction(
            resized(old.opcode()),
            old.destination(),
            old.source(),
            (int) value.after(),
            old.immediate()));
  }

  private int resized(int opcode) throws CoreProblem {
    if (value.sizeBefore() == value.sizeAfter()) {
      return opcode;
    }
    if (bytes(opcode & SIZE) != value.sizeBefore()) {
      throw new CoreProblem(
          "expected a load or store of "
              + value.sizeBefore()
              + " bytes, found one of "
              + bytes(opcode & SIZE));
    }
    return (opcode & ~SIZE) | sizeBits(value.sizeAfter());
  }

  private static int bytes(int size) {
    return switch (size) {
      case 0x00 -> 4;
      case 0x08 -> 2;
      case 0x10 -> 1;
      default -> 8;
    };
  }

  private static int sizeBits(long bytes) throws CoreProblem {
    if (bytes == 1) {
      return 0x10;
    }
    if (bytes == 2) {
      return 0x08;
    }
    if (bytes == 4) {
      return 0x00;
    }
    if (bytes == 8) {
      return 0x18;
    }
    throw new CoreProblem("no load or store has " + bytes + " bytes");
  }

  private void load(Instruction old) throws CoreProblem {
    Instruction second = old.opcode() == LOAD_64 ? instructions.get(index + 1) : Instruction.exit();
    if (old.source() != 0
        || old.offset() != 0
        || second.opcode() != 0
        || second.destination() != 0
        || second.source() != 0
        || second.offset() != 0) {
      throw new CoreProblem("expected a 64-bit load of a number");
    }
    require(Integer.toUnsignedLong(old.immediate()) | (long) second.immediate() << 32);
    instructions.set(index, new Instruction(LOAD_64, old.destination(), 0, 0, (int) value.after()));
    instructions.set(index + 1, new Instruction(0, 0, 0, 0, (int) (value.after() >>> 32)));
  }

  private void require(long found) throws CoreProblem {
    if (value.isChecked() && found != value.before()) {
      throw new CoreProblem("expected " + value.before() + " in the instruction, found " + found);
    }
  }
}
