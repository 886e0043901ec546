package io.packetframe.elf;

import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;
import io.packetframe.btf.StringTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sections of a file, by index, by name, and those that relocate another. */
final class SectionTable {
  private static final int NO_NAME = 0;

  private final List<Section> sections;
  private final Map<String, List<Section>> byName = new HashMap<>();
  private final Map<Long, List<Section>> relocating = new HashMap<>();

  private SectionTable(List<Section> sections) {
    this.sections = sections;
    for (Section section : sections) {
      byName.computeIfAbsent(section.name(), _ -> new ArrayList<>()).add(section);
      if (section.type() == Section.REL || section.type() == Section.RELA) {
        relocating.computeIfAbsent(section.info(), _ -> new ArrayList<>()).add(section);
      }
    }
  }

  static SectionTable read(ByteView file) throws ObjectException {
    ElfHeader header = ElfHeader.read(file);
    ByteView table =
        file.part("section headers", header.table(), header.sections() * ElfHeader.SECTION_SIZE);
    StringTable names = names(file, table, header);
    List<Section> sections = new ArrayList<>();
    long left = file.size();
    for (int i = 0; i < header.sections(); i++) {
      long at = (long) i * ElfHeader.SECTION_SIZE;
      Section section = section(file, table, at, i, names);
      // Sections that lie over each other would let a small file describe endless data.
      left -= section.content().size();
      if (left < 0) {
        throw table.failure(at + 32, "expected sections side by side, found them over each other");
      }
      sections.add(section);
    }
    return new SectionTable(List.copyOf(sections));
  }

  private static StringTable names(ByteView file, ByteView table, ElfHeader header)
      throws ObjectException {
    long at = header.names() * ElfHeader.SECTION_SIZE;
    return new StringTable(file.part("section names", table.u64(at + 24), table.u64(at + 32)));
  }

  private static Section section(
      ByteView file, ByteView table, long at, int index, StringTable names) throws ObjectException {
    String name = index == NO_NAME ? "" : names.at(table.u32(at));
    long type = table.u32(at + 4);
    long size = table.u64(at + 32);
    if (size < 0) {
      throw table.failure(at + 32, "expected a size, found " + Long.toUnsignedString(size));
    }
    // The first header belongs to no section: its fields may hold counts.
    boolean inFile = type != Section.NOBITS && index != NO_NAME;
    ByteView content = inFile ? file.part(name, table.u64(at + 24), size) : file.part(name, 0, 0);
    return new Section(
        index,
        name,
        type,
        table.u64(at + 8),
        size,
        table.u32(at + 40),
        table.u32(at + 44),
        content);
  }

  Section at(long index, ByteView asked, long offset) throws ObjectException {
    if (index <= 0 || index >= sections.size()) {
      throw asked.failure(offset, "expected the index of a section, found " + index);
    }
    return sections.get((int) index);
  }

  List<Section> all() {
    return sections;
  }

  /** Returns the section of that name. */
  Optional<Section> named(String name) throws ObjectException {
    List<Section> found = byName.getOrDefault(name, List.of());
    if (found.size() > 1) {
      throw found.get(1).failure(0, "expected one section of this name, found two");
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  /** Returns the sections with relocations of that one. */
  List<Section> relocating(Section target) {
    return relocating.getOrDefault((long) target.index(), List.of());
  }
}
