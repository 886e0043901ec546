package io.packetframe.elf;

import io.packetframe.btf.ObjectException;
import io.packetframe.spec.Instruction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A section with instructions: its functions, and what its instructions refer to. */
final class CodeSection {
  /** Functions in this section are no programs; programs call them. */
  static final String SUBPROGRAMS = ".text";

  private final Section section;
  private final TreeMap<Integer, Function> functions = new TreeMap<>();
  private final @Nullable Target[] targets;

  private CodeSection(Section section) {
    this.section = section;
    this.targets = new Target[section.content().size() / Instruction.SIZE];
  }

  static CodeSection read(Section section, List<Symbol> symbols) throws ObjectException {
    if (section.size() % Instruction.SIZE != 0) {
      throw section.failure(section.size(), "expected whole instructions");
    }
    CodeSection code = new CodeSection(section);
    List<Function> sorted = new ArrayList<>();
    for (Symbol symbol : symbols) {
      sorted.add(Function.of(symbol, section));
    }
    sorted.sort(Comparator.comparingInt(Function::start));
    int free = 0;
    for (Function function : sorted) {
      if (function.start() < free) {
        throw function.failure(
            function.start(), "expected functions side by side, found one over another");
      }
      free = function.end();
      code.functions.put(function.start(), function);
    }
    return code;
  }

  Section section() {
    return section;
  }

  List<Function> functions() {
    return List.copyOf(functions.values());
  }

  /** Returns the function that starts there. */
  Optional<Function> functionAt(long instruction) {
    return instruction < 0 || instruction > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.ofNullable(functions.get((int) instruction));
  }

  /** Returns the function that the instruction belongs to. */
  Optional<Function> functionAround(int instruction) {
    return Optional.ofNullable(functions.floorEntry(instruction))
        .map(Map.Entry::getValue)
        .filter(function -> instruction < function.end());
  }

  Instruction instruction(int index) throws ObjectException {
    // One read of all 8 bytes: there are thousands, and at a start the JVM interprets this.
    long bits = section.content().u64((long) index * Instruction.SIZE);
    return new Instruction(
        (int) bits & 0xff,
        (int) bits >>> 8 & 0xf,
        (int) bits >>> 12 & 0xf,
        (short) (bits >>> 16),
        (int) (bits >>> 32));
  }

  int opcode(int index) throws ObjectException {
    return section.content().u8((long) index * Instruction.SIZE);
  }

  @Nullable Target target(int instruction) {
    return targets[instruction];
  }

  void refer(int instruction, Target target) throws ObjectException {
    if (targets[instruction] != null) {
      throw section.failure(
          (long) instruction * Instruction.SIZE, "expected one relocation here, found two");
    }
    targets[instruction] = target;
  }
}
