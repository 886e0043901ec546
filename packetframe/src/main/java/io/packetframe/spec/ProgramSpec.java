package io.packetframe.spec;

import java.util.List;

/**
 * A program as the kernel should load it, with the functions it calls behind it.
 *
 * @param name letters, digits, underscores or dots; unique in its object; may be empty
 * @param type what it attaches to; UNSPEC where the section does not say
 * @param section where it stood in its object
 * @param instructions at least one
 * @param references of the instructions, in their order
 * @param functions where its functions start, in their order; empty without BTF
 * @param lines in the order of the instructions; empty without BTF
 * @param coreRelocations in the order of the instructions
 * @param license as the kernel compares it, e.g. {@code GPL}
 */
public record ProgramSpec(
    String name,
    ProgramType type,
    ProgramSection section,
    List<Instruction> instructions,
    List<Reference> references,
    List<FunctionInfo> functions,
    List<LineInfo> lines,
    List<CoreRelocation> coreRelocations,
    String license) {
  public ProgramSpec {
    ObjectName.check(name);
    instructions = List.copyOf(instructions);
    references = List.copyOf(references);
    functions = List.copyOf(functions);
    lines = List.copyOf(lines);
    coreRelocations = List.copyOf(coreRelocations);
    if (instructions.isEmpty()) {
      throw new IllegalArgumentException("program " + name + " has no instruction");
    }
    int last = -1;
    for (Reference reference : references) {
      if (reference.instruction() <= last || reference.instruction() >= instructions.size()) {
        throw new IllegalArgumentException("program " + name + " misplaces " + reference);
      }
      last = reference.instruction();
    }
  }

  /** Makes a program that refers to nothing. */
  public ProgramSpec(
      String name, ProgramType type, List<Instruction> instructions, String license) {
    this(
        name,
        type,
        ProgramSection.none(),
        instructions,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        license);
  }

  /** Returns the part of the name that the kernel keeps. */
  public String kernelName() {
    return ObjectName.cut(name);
  }
}
