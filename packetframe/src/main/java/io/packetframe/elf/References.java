package io.packetframe.elf;

import io.packetframe.btf.ObjectException;
import io.packetframe.spec.Extern;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.MapSpec;
import java.util.Optional;

/** Finds what each instruction refers to: from relocations, and from calls that need none. */
final class References {
  private static final int LOAD_64 = 0x18;
  private static final int CALL = 0x85;
  private static final int PSEUDO_CALL = 1;

  private final ElfFile file;
  private final Code code;
  private final MapDefinitions maps;
  private final DataSections data;
  private final Externs externs;

  References(ElfFile file, Code code, MapDefinitions maps, DataSections data, Externs externs) {
    this.file = file;
    this.code = code;
    this.maps = maps;
    this.data = data;
    this.externs = externs;
  }

  void resolve(CodeSection section) throws ObjectException {
    for (Relocation relocation :
        Relocation.of(section.section(), file.sections(), file.symbols())) {
      resolve(section, relocation);
    }
    for (Function function : section.functions()) {
      for (int i = function.start(); i < function.end(); i++) {
        if (section.opcode(i) == CALL && section.target(i) == null) {
          callWithoutRelocation(section, function, i);
        }
      }
    }
  }

  private static void callWithoutRelocation(CodeSection section, Function function, int index)
      throws ObjectException {
    Instruction instruction = section.instruction(index);
    if (instruction.source() == PSEUDO_CALL) {
      long target = (long) index + instruction.immediate() + 1;
      section.refer(index, new Target.OfCall(function(section, target, function, index)));
    }
  }

  private void resolve(CodeSection section, Relocation relocation) throws ObjectException {
    long offset = relocation.offset();
    if (offset < 0 || offset >= section.section().size() || offset % Instruction.SIZE != 0) {
      throw section.section().failure(offset, "expected a relocation of an instruction");
    }
    int index = (int) (offset / Instruction.SIZE);
    Function function =
        section
            .functionAround(index)
            .orElseThrow(
                () -> section.section().failure(offset, "expected relocations in functions only"));
    Instruction instruction = section.instruction(index);
    switch (relocation.type()) {
      case Relocation.LOAD -> {
        if (instruction.opcode() != LOAD_64 || index + 1 >= function.end()) {
          throw function.failure(index, "expected a 64-bit load, which relocation type 1 is for");
        }
        section.refer(index, load(section, function, index, relocation.symbol()));
      }
      case Relocation.CALL -> {
        if (instruction.opcode() != CALL || instruction.source() != PSEUDO_CALL) {
          throw function.failure(index, "expected a call, which relocation type 10 is for");
        }
        section.refer(index, call(section, function, index, relocation.symbol()));
      }
      default ->
          throw function.failure(
              index, "expected relocation type 1 or 10, found " + relocation.type());
    }
  }

  private Target load(CodeSection section, Function function, int index, Symbol symbol)
      throws ObjectException {
    Optional<Extern> extern = extern(symbol);
    if (extern.isPresent()) {
      return extern.get() instanceof Extern.ConfigurationValue value
          ? new Target.OfVariable(Externs.CONFIGURATION, value.offset())
          : new Target.OfKernelAddress(symbol.name());
    }
    Section where = where(symbol, function, index);
    long addend =
        Integer.toUnsignedLong(section.instruction(index).immediate())
            | (long) section.instruction(index + 1).immediate() << 32;
    // The compiler writes a 32-bit addend and leaves the upper half zero.
    long offset = symbol.value() + (addend >>> 32 == 0 ? (int) addend : addend);
    if (where.name().equals(MapDefinitions.SECTION)) {
      return new Target.OfMap(
          maps.nameAt(offset)
              .orElseThrow(
                  () ->
                      function.failure(
                          index, "expected the start of a map, found .maps offset " + offset)));
    }
    Optional<MapSpec> variables = data.of(where);
    if (variables.isPresent()) {
      if (offset < 0 || offset > where.size()) {
        throw function.failure(
            index, "expected an offset in " + where.name() + ", found " + offset);
      }
      return new Target.OfVariable(variables.get().name(), (int) offset);
    }
    Optional<CodeSection> other = code.of(where);
    if (other.isPresent() && offset % Instruction.SIZE == 0) {
      return new Target.OfAddress(
          function(other.get(), offset / Instruction.SIZE, function, index));
    }
    throw function.failure(
        index,
        "expected a map, a variable or a function, found "
            + symbol.name()
            + " in section "
            + where.name());
  }

  private Target call(CodeSection section, Function function, int index, Symbol symbol)
      throws ObjectException {
    Optional<Extern> extern = extern(symbol);
    if (extern.isPresent() && extern.get() instanceof Extern.KernelFunction) {
      return new Target.OfKernelCall(symbol.name());
    }
    Section where = where(symbol, function, index);
    Optional<CodeSection> other = code.of(where);
    if (other.isEmpty() || symbol.value() % Instruction.SIZE != 0) {
      throw function.failure(
          index, "expected a function, found " + symbol.name() + " in section " + where.name());
    }
    // A call of a global function carries -1, one of a static function its place in the section.
    long target = symbol.value() / Instruction.SIZE + section.instruction(index).immediate() + 1;
    return new Target.OfCall(function(other.get(), target, function, index));
  }

  private static Function function(CodeSection section, long start, Function caller, int index)
      throws ObjectException {
    return section
        .functionAt(start)
        .orElseThrow(
            () ->
                caller.failure(
                    index,
                    "expected the start of a function, found instruction "
                        + start
                        + " of section "
                        + section.section().name()));
  }

  private Optional<Extern> extern(Symbol symbol) {
    return symbol.section() == Symbol.UNDEFINED ? externs.named(symbol.name()) : Optional.empty();
  }

  private Section where(Symbol symbol, Function function, int index) throws ObjectException {
    if (symbol.section() == Symbol.UNDEFINED) {
      throw function.failure(
          index,
          "refers to " + symbol.name() + ", which this object does not define: not supported");
    }
    return file.sections()
        .at(symbol.section(), function.section().content(), (long) index * Instruction.SIZE);
  }
}
