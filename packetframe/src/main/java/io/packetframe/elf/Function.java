package io.packetframe.elf;

import io.packetframe.btf.ObjectException;
import io.packetframe.spec.Instruction;

/**
 * A function of the object, in its section.
 *
 * @param start index of its first instruction
 * @param count of its instructions, at least one
 * @param hidden it was compiled as global, and no other object sees it
 */
record Function(
    String name, Section section, int start, int count, boolean isStatic, boolean hidden) {
  static Function of(Symbol symbol, Section section) throws ObjectException {
    long offset = symbol.value();
    long size = symbol.size();
    if (offset < 0 || offset > section.size() || size <= 0 || size > section.size() - offset) {
      throw section.failure(offset, "function " + symbol.name() + ": expected it in its section");
    }
    if (offset % Instruction.SIZE != 0 || size % Instruction.SIZE != 0) {
      throw section.failure(offset, "function " + symbol.name() + ": expected whole instructions");
    }
    return new Function(
        symbol.name(),
        section,
        (int) (offset / Instruction.SIZE),
        (int) (size / Instruction.SIZE),
        symbol.binding() == Symbol.LOCAL,
        symbol.hidden());
  }

  int end() {
    return start + count;
  }

  ObjectException failure(int instruction, String problem) {
    return section.failure(
        (long) instruction * Instruction.SIZE, "function " + name + ": " + problem);
  }
}
