package io.packetframe.elf;

import io.packetframe.btf.ObjectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All code of an object, by section. */
final class Code {
  private final Map<Integer, CodeSection> sections = new LinkedHashMap<>();

  static Code read(ElfFile file) throws ObjectException {
    Map<Integer, List<Symbol>> symbols = new HashMap<>();
    for (Symbol symbol : file.symbols().all()) {
      if (symbol.isFunction()) {
        symbols.computeIfAbsent(symbol.section(), _ -> new ArrayList<>()).add(symbol);
      }
    }
    Code code = new Code();
    for (Section section : file.sections().all()) {
      List<Symbol> own = symbols.getOrDefault(section.index(), List.of());
      if (section.isCode() && section.size() > 0 && !own.isEmpty()) {
        code.sections.put(section.index(), CodeSection.read(section, own));
      }
    }
    return code;
  }

  List<CodeSection> sections() {
    return List.copyOf(sections.values());
  }

  Optional<CodeSection> of(Section section) {
    return Optional.ofNullable(sections.get(section.index()));
  }

  /** Returns what the instruction refers to. */
  @Nullable Target target(Function function, int instruction) {
    CodeSection section = sections.get(function.section().index());
    return section == null ? null : section.target(instruction);
  }

  /** Returns the functions that the kernel is to load as programs. */
  List<Function> programs() throws ObjectException {
    List<Function> programs = new ArrayList<>();
    for (CodeSection section : sections.values()) {
      for (Function function : section.functions()) {
        if (!section.section().name().equals(CodeSection.SUBPROGRAMS)) {
          programs.add(program(function));
        }
      }
    }
    return programs;
  }

  private static Function program(Function function) throws ObjectException {
    if (function.isStatic()) {
      throw function.failure(
          function.start(), "a static program is not supported: nobody could find it by its name");
    }
    return function;
  }
}
