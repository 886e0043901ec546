package io.packetframe.elf;

import io.packetframe.btf.ByteView;
import io.packetframe.btf.ObjectException;
import io.packetframe.spec.Btf;
import io.packetframe.spec.BtfType;
import io.packetframe.spec.MapContent;
import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import io.packetframe.spec.Pinning;
import java.util.List;
import java.util.OptionalInt;

/**
 * One map definition: a struct whose members carry numbers as array lengths ({@code __uint}), types
 * as pointers ({@code __type}) and what the map holds as an array of pointers ({@code __array}).
 */
final class MapStruct {
  /** The members that have a meaning are fewer. */
  private static final int MAX_MEMBERS = 32;

  private static final long MAX_FLAGS = 0xffffffffL;

  private final Btf btf;
  private final String name;
  private final ByteView view;
  private final long offset;
  private final boolean inner;

  private long type;
  private long keySize;
  private long valueSize;
  private long maxEntries;
  private long flags;
  private long extra;
  private long numaNode;
  private int keyType;
  private int valueType;
  private Pinning pinning = Pinning.NONE;
  private MapContent content = MapContent.nothing();
  private long slotsAt = -1;

  private MapStruct(Btf btf, String name, ByteView view, long offset, boolean inner) {
    this.btf = btf;
    this.name = name;
    this.view = view;
    this.offset = offset;
    this.inner = inner;
  }

  /** Reads the struct of a map that is defined at that offset of the view. */
  static MapStruct read(Btf btf, String name, int struct, ByteView view, long offset)
      throws ObjectException {
    MapStruct map = new MapStruct(btf, name, view, offset, false);
    map.read(struct);
    return map;
  }

  /** Returns where in the struct the slots start; -1 if it has none. */
  long slotsAt() {
    return slotsAt;
  }

  MapSpec spec() throws ObjectException {
    return spec(content);
  }

  /** Returns the map with its slots filled. */
  MapSpec spec(List<MapContent.Slot> slots) throws ObjectException {
    return spec(
        switch (content) {
          case MapContent.InnerMaps maps -> new MapContent.InnerMaps(maps.template(), slots);
          case MapContent.Programs _ -> new MapContent.Programs(slots);
          case MapContent.Nothing _, MapContent.Variables _, MapContent.ZeroVariables _ -> content;
        });
  }

  private MapSpec spec(MapContent held) throws ObjectException {
    MapType mapType =
        MapType.of(type).orElseThrow(() -> failure("expected a type from 1 to 33, found " + type));
    return new MapSpec(
        name,
        mapType,
        number("key_size", keySize),
        number("value_size", valueSize),
        number("max_entries", maxEntries),
        flags(),
        extra,
        number("numa_node", numaNode),
        keyType,
        valueType,
        pinning,
        held);
  }

  private void read(int struct) throws ObjectException {
    OptionalInt resolved = btf.resolve(struct);
    if (resolved.isEmpty()
        || !(btf.type(resolved.getAsInt()) instanceof BtfType.Struct(_, _, _, var members))) {
      throw failure("expected a struct that defines a map");
    }
    if (members.size() > MAX_MEMBERS) {
      throw failure("expected at most " + MAX_MEMBERS + " members, found " + members.size());
    }
    for (BtfType.Member member : members) {
      read(new MapMember(btf, member, this::failure));
    }
  }

  private void read(MapMember member) throws ObjectException {
    switch (member.name()) {
      case "type" -> type = member.number();
      case "max_entries" -> maxEntries = member.number();
      case "map_flags" -> flags = member.number();
      case "map_extra" -> extra = member.number();
      case "numa_node" -> numaNode = member.number();
      case "key_size" -> keySize = member.agreed(keySize, member.number());
      case "value_size" -> valueSize = member.agreed(valueSize, member.number());
      case "key" -> {
        keyType = member.type();
        keySize = member.agreed(keySize, member.sizeOf(keyType));
      }
      case "value" -> {
        valueType = member.type();
        valueSize = member.agreed(valueSize, member.sizeOf(valueType));
      }
      case "pinning" -> pinning = pinning(member.number());
      case "values" -> values(member);
      default -> throw failure("unknown member " + member.name());
    }
  }

  private Pinning pinning(long number) throws ObjectException {
    if (inner && number != 0) {
      throw failure("an inner map cannot be pinned");
    }
    return Pinning.of(number)
        .orElseThrow(() -> failure("expected pinning 0 (none) or 1 (by name), found " + number));
  }

  private void values(MapMember member) throws ObjectException {
    if (inner) {
      throw failure("an inner map cannot hold maps or programs");
    }
    slotsAt = member.offset();
    valueSize = member.agreed(valueSize, Integer.BYTES);
    int target = member.elementType();
    BtfType held = member.resolved(target);
    boolean maps = type == MapType.ARRAY_OF_MAPS.number() || type == MapType.HASH_OF_MAPS.number();
    if (held instanceof BtfType.Struct && maps) {
      MapStruct template = new MapStruct(btf, name + ".inner", view, offset, true);
      template.read(target);
      content = new MapContent.InnerMaps(template.spec(), List.of());
    } else if (held instanceof BtfType.FunctionPrototype && type == MapType.PROG_ARRAY.number()) {
      content = new MapContent.Programs(List.of());
    } else {
      throw member.failure(
          "expected map structs in a map of maps, or functions in a prog array, behind the member"
              + " type");
    }
  }

  private int number(String field, long value) throws ObjectException {
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw failure(field + ": expected at most " + Integer.MAX_VALUE + ", found " + value);
    }
    return (int) value;
  }

  private int flags() throws ObjectException {
    if (flags < 0 || flags > MAX_FLAGS) {
      throw failure("map_flags: expected 32 bits, found " + flags);
    }
    return (int) flags;
  }

  private ObjectException failure(String problem) {
    return view.failure(offset, "map " + name + ": " + problem);
  }
}
