package io.packetframe.bpf;

import io.packetframe.spec.MapSpec;
import io.packetframe.spec.MapType;
import java.util.ArrayList;
import java.util.List;

/**
 * What a map is made of, as the kernel counts it.
 *
 * @param type the kernel's number: maps of others may have a type that {@link MapType} lacks
 * @param flags BPF_F_*
 */
public record MapDefinition(int type, int keySize, int valueSize, int maxEntries, int flags) {
  /** BPF_F_RDONLY and BPF_F_WRONLY: rights of a descriptor, which the map does not keep. */
  private static final int DESCRIPTOR_FLAGS = 1 << 3 | 1 << 4;

  /** BPF_F_RDONLY_PROG, which the kernel sets on every device map (dev_map_init_map). */
  private static final int READ_ONLY_FOR_PROGRAMS = 1 << 7;

  /** BPF_MAP_TYPE_ARENA (6.9). */
  private static final int NEWEST_TYPE = 33;

  static MapDefinition of(MapSpec spec) {
    return of(spec, spec.flags());
  }

  static MapDefinition of(MapSpec spec, int flags) {
    return new MapDefinition(
        spec.type().number(), spec.keySize(), spec.valueSize(), FittingEntries.of(spec), flags);
  }

  /** Returns the same with room for so many entries. */
  MapDefinition sized(int entries) {
    return new MapDefinition(type, keySize, valueSize, entries, flags);
  }

  /** Whether the map is of this type. */
  public boolean is(MapType other) {
    return type == other.number();
  }

  /** Whether a key has a value for every possible CPU. */
  public boolean isPerCpu() {
    // By number: maps of others count too, and the kernel writes their values as it knows them.
    return switch (type) {
      // PERCPU_HASH, PERCPU_ARRAY, LRU_PERCPU_HASH, PERCPU_CGROUP_STORAGE.
      case 5, 6, 10, 21 -> true;
      default -> false;
    };
  }

  /** Whether we know how long a value is in memory: the kernel does not ask how much we have. */
  public boolean hasKnownLayout() {
    return type > 0 && type <= NEWEST_TYPE;
  }

  /** Returns the kernel's name of the type, e.g. {@code LPM_TRIE}; {@code type 30} for unknown. */
  public String typeName() {
    for (MapType known : MapType.values()) {
      if (is(known)) {
        return known.name();
      }
    }
    return "type " + type;
  }

  List<Difference> differences(MapDefinition found) {
    List<Difference> differences = new ArrayList<>();
    if (type != found.type) {
      differences.add(new Difference("type", typeName(), found.typeName()));
    }
    compare(differences, "key size", keySize, found.keySize);
    compare(differences, "value size", valueSize, found.valueSize);
    compare(differences, "maximum of entries", maxEntries, found.maxEntries);
    if (keptFlags() != found.keptFlags()) {
      differences.add(new Difference("flags", hex(keptFlags()), hex(found.keptFlags())));
    }
    return differences;
  }

  private int keptFlags() {
    int ours = is(MapType.DEVMAP_HASH) ? READ_ONLY_FOR_PROGRAMS : 0;
    return flags & ~DESCRIPTOR_FLAGS & ~ours;
  }

  private static void compare(List<Difference> to, String property, int wanted, int found) {
    if (wanted != found) {
      to.add(
          new Difference(
              property, Integer.toUnsignedString(wanted), Integer.toUnsignedString(found)));
    }
  }

  private static String hex(int flags) {
    return "0x" + Integer.toHexString(flags);
  }
}
