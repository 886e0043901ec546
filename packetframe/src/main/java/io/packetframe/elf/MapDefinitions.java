package io.packetframe.elf;

import io.packetframe.btf.ObjectException;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The maps of {@code .maps}, by their offset. */
final class MapDefinitions {
  static final String SECTION = ".maps";

  private static final int SLOT = 8;

  private final TreeMap<Long, Definition> definitions = new TreeMap<>();

  private record Definition(String name, MapStruct struct, List<MapContent.Slot> slots) {}

  static MapDefinitions read(ElfFile file, @Nullable Btf btf) throws ObjectException {
    MapDefinitions maps = new MapDefinitions();
    Optional<Section> section = file.sections().named(SECTION);
    if (section.isPresent()) {
      maps.define(section.get(), btf);
      maps.fill(file, section.get());
    }
    return maps;
  }

  List<MapSpec> specs() throws ObjectException {
    List<MapSpec> specs = new ArrayList<>();
    for (Definition definition : definitions.values()) {
      specs.add(definition.struct().spec(definition.slots()));
    }
    return specs;
  }

  /** Returns the name of the map that starts at that offset. */
  Optional<String> nameAt(long offset) {
    return Optional.ofNullable(definitions.get(offset)).map(Definition::name);
  }

  private void define(Section section, @Nullable Btf btf) throws ObjectException {
    if (btf == null) {
      throw section.failure(0, "expected BTF, which defines maps (compile with -g)");
    }
    for (BtfType type : btf.types()) {
      if (type instanceof BtfType.DataSection(String name, _, var variables)
          && name.equals(SECTION)) {
        for (BtfType.Placement placement : variables) {
          define(section, btf, placement);
        }
      }
    }
    if (definitions.isEmpty() && section.size() > 0) {
      throw section.failure(0, "expected BTF of the maps, found none");
    }
  }

  private void define(Section section, Btf btf, BtfType.Placement placement)
      throws ObjectException {
    String name = btf.type(placement.variable()).name();
    if (name.isEmpty() || !ObjectName.isLegal(name)) {
      throw section.failure(placement.offset(), "expected the name of a map, found " + name);
    }
    int struct = ((BtfType.Variable) btf.type(placement.variable())).type();
    MapStruct map = MapStruct.read(btf, name, struct, section.content(), placement.offset());
    Definition definition = new Definition(name, map, new ArrayList<>());
    if (definitions.put(placement.offset(), definition) != null) {
      throw section.failure(placement.offset(), "expected one map here, found two");
    }
  }

  private void fill(ElfFile file, Section section) throws ObjectException {
    for (Relocation relocation : Relocation.of(section, file.sections(), file.symbols())) {
      long offset = relocation.offset();
      // Before clang 13 data had the relocation type of loads.
      if (relocation.type() != Relocation.DATA && relocation.type() != Relocation.LOAD) {
        throw section.failure(
            offset, "expected relocation type 1 or 2, found " + relocation.type());
      }
      Map.Entry<Long, Definition> map = definitions.floorEntry(offset);
      if (map == null || map.getValue().struct().slotsAt() < 0) {
        throw section.failure(offset, "expected relocations in the values of a map only");
      }
      Definition definition = map.getValue();
      long inSlots = offset - map.getKey() - definition.struct().slotsAt();
      if (inSlots < 0 || inSlots % SLOT != 0) {
        throw section.failure(offset, "map " + definition.name() + ": expected a slot here");
      }
      String name = target(file, section, relocation, definition);
      definition.slots().add(new MapContent.Slot((int) (inSlots / SLOT), name));
    }
  }

  private String target(ElfFile file, Section section, Relocation relocation, Definition definition)
      throws ObjectException {
    Symbol symbol = relocation.symbol();
    Section where = file.sections().at(symbol.section(), section.content(), relocation.offset());
    Optional<String> target =
        switch (definition.struct().spec().content()) {
          case MapContent.InnerMaps _ ->
              where.index() == section.index()
                  ? nameAt(symbol.value() + section.content().u64(relocation.offset()))
                  : Optional.empty();
          case MapContent.Programs _ ->
              symbol.isFunction() && where.isCode() && !where.name().equals(CodeSection.SUBPROGRAMS)
                  ? Optional.of(symbol.name())
                  : Optional.empty();
          case MapContent.Nothing _, MapContent.Variables _, MapContent.ZeroVariables _ ->
              Optional.empty();
        };
    return target.orElseThrow(
        () ->
            section.failure(
                relocation.offset(),
                "map "
                    + definition.name()
                    + ": expected a map or a program of this object, found "
                    + symbol.name()));
  }
}
