package io.packetframe.bpf;

import io.packetframe.spec.ObjectSpec;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The programs of an object that are to be loaded, each of a known type. */
final class ChosenPrograms {
  private ChosenPrograms() {}

  static List<ProgramSpec> of(ObjectSpec object, LoadOptions options) throws LoadException {
    for (Set<String> names :
        List.of(
            options.chosen().keySet(), options.sections().keySet(), options.targets().keySet())) {
      for (String name : names) {
        if (object.program(name).isEmpty()) {
          throw new LoadException("program " + name + ": the object has no such");
        }
      }
    }
    List<ProgramSpec> chosen = new ArrayList<>();
    for (ProgramSpec program : object.programs()) {
      ProgramSection section = options.sectionOf(program.name()).orElse(program.section());
      if (options.chosen().getOrDefault(program.name(), section.isLoadedByDefault())) {
        chosen.add(typed(program, section));
      }
    }
    return chosen;
  }

  private static ProgramSpec typed(ProgramSpec program, ProgramSection section)
      throws LoadException {
    if (section.type() == ProgramType.UNSPEC) {
      throw new LoadException(
          "program "
              + program.name()
              + ": its section "
              + section.name()
              + " says no program type: choose one that does, or leave the program out");
    }
    return section.equals(program.section())
        ? program
        : new ProgramSpec(
            program.name(),
            section.type(),
            section,
            program.instructions(),
            program.references(),
            program.functions(),
            program.lines(),
            program.coreRelocations(),
            program.license());
  }
}
