package io.packetframe.elf;

import io.packetframe.btf.ObjectException;
import io.packetframe.spec.ObjectSpec.Leftover;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sections that we do not use: refused where a program would miss them, else named. */
final class Leftovers {
  private static final Set<String> READ = Set.of(MapDefinitions.SECTION, "license");

  private Leftovers() {}

  static List<Leftover> of(ElfFile file) throws ObjectException {
    List<Leftover> leftovers = new ArrayList<>();
    for (Section section : file.sections().all()) {
      refuseUnsupported(section);
      if (section.isCode() && section.size() > 0 && !file.symbols().hasFunctionIn(section)) {
        leftovers.add(new Leftover(section.name(), "code without a function"));
      }
      if (section.isData() && !READ.contains(section.name())) {
        if (!DataSections.isVariables(section)) {
          leftovers.add(
              new Leftover(section.name(), section.size() == 0 ? "empty" : "no known use"));
        }
        int pointers = Relocation.of(section, file.sections(), file.symbols()).size();
        if (pointers > 0) {
          leftovers.add(new Leftover(section.name(), pointers + " addresses in data stay unset"));
        }
      }
    }
    return leftovers;
  }

  private static void refuseUnsupported(Section section) throws ObjectException {
    String name = section.name();
    boolean used = section.isData() && section.size() > 0;
    if (name.equals("maps") && used) {
      throw section.failure(0, "legacy map definitions are not supported: define them in .maps");
    }
    if (name.startsWith(".struct_ops") && used) {
      throw section.failure(0, "struct_ops are not supported yet");
    }
    if (name.startsWith(".addr_space.") && used) {
      throw section.failure(0, "variables in an arena are not supported yet");
    }
    if (name.startsWith(".jumptables") && section.size() > 0) {
      throw section.failure(0, "jump tables are not supported yet");
    }
  }
}
