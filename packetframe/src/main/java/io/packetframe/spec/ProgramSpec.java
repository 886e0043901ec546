package io.packetframe.spec;

import java.util.List;

/**
 * A program as the kernel should load it.
 *
 * @param name at most 15 letters, digits, underscores or dots; may be empty
 * @param type what it attaches to
 * @param instructions at least one
 * @param license as the kernel compares it, e.g. {@code GPL}
 */
public record ProgramSpec(
    String name, ProgramType type, List<Instruction> instructions, String license) {
  public ProgramSpec {
    ObjectName.check(name);
    instructions = List.copyOf(instructions);
    if (instructions.isEmpty()) {
      throw new IllegalArgumentException("program " + name + " has no instruction");
    }
  }
}
