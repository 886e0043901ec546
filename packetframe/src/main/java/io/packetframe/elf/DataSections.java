package io.packetframe.elf;

import io.packetframe.btf.ObjectException;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.Bytes;
import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.ObjectName;
import io.packetframe.spec.Pinning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Global variables: each section of them is an array map with one entry. */
final class DataSections {
  private final Map<String, Integer> types = new HashMap<>();
  private final Map<Integer, MapSpec> maps = new HashMap<>();
  private final List<MapSpec> ordered = new ArrayList<>();
  private final @Nullable Btf btf;

  private DataSections(@Nullable Btf btf) {
    this.btf = btf;
    if (btf != null) {
      for (int id = 1; id < btf.types().size(); id++) {
        if (btf.type(id) instanceof BtfType.DataSection section) {
          types.putIfAbsent(section.name(), id);
        }
      }
    }
  }

  static DataSections read(ElfFile file, @Nullable Btf btf) throws ObjectException {
    DataSections sections = new DataSections(btf);
    for (Section section : file.sections().all()) {
      if (isVariables(section)) {
        MapSpec map = sections.map(section);
        sections.maps.put(section.index(), map);
        sections.ordered.add(map);
      }
    }
    return sections;
  }

  static boolean isVariables(Section section) {
    return section.isData()
        && section.size() > 0
        && (is(section, ".data") || is(section, ".bss") || is(section, ".rodata"));
  }

  List<MapSpec> specs() {
    return ordered;
  }

  /** Returns the map that a section has become. */
  Optional<MapSpec> of(Section section) {
    return Optional.ofNullable(maps.get(section.index()));
  }

  private static boolean is(Section section, String kind) {
    String name = section.name();
    return name.startsWith(kind)
        && (name.length() == kind.length() || name.charAt(kind.length()) == '.');
  }

  private MapSpec map(Section section) throws ObjectException {
    if (!ObjectName.isLegal(section.name())) {
      throw section.failure(0, "expected letters, digits, dots and underscores in the name");
    }
    if (section.size() > Integer.MAX_VALUE) {
      throw section.failure(0, "expected less than 2 GiB, found " + section.size() + " bytes");
    }
    boolean constant = is(section, ".rodata");
    int type = types.getOrDefault(section.name(), 0);
    return new MapSpec(
        section.name(),
        MapType.ARRAY,
        Integer.BYTES,
        (int) section.size(),
        1,
        (constant ? MapSpec.READ_ONLY_FOR_PROGRAMS : 0) | (isShared(type) ? MapSpec.MMAPABLE : 0),
        0,
        0,
        0,
        type,
        Pinning.NONE,
        content(section, constant));
  }

  private static MapContent content(Section section, boolean constant) {
    return section.type() == Section.NOBITS
        ? new MapContent.ZeroVariables()
        : new MapContent.Variables(
            Bytes.copyOf(section.content().copy(0, section.content().size())), constant);
  }

  /** User space may map the values if it can name one: static variables are not for it. */
  private boolean isShared(int type) {
    return btf != null
        && btf.type(type) instanceof BtfType.DataSection(_, _, var variables)
        && variables.stream()
            .anyMatch(
                placement ->
                    btf.type(placement.variable()) instanceof BtfType.Variable variable
                        && variable.linkage() != BtfType.Linkage.STATIC);
  }
}
