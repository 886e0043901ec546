package io.packetframe.spec;

/**
 * A map as the kernel should create it.
 *
 * @param name letters, digits, underscores or dots; unique in its object; may be empty
 * @param keySize bytes
 * @param valueSize bytes
 * @param maxEntries entries; bytes for a ring buffer
 * @param flags BPF_F_*
 * @param extra what the type makes of it, e.g. the hash functions of a bloom filter
 * @param numaNode where its memory lies, if the flags say BPF_F_NUMA_NODE
 * @param keyType BTF id of the key in the object; 0 for none
 * @param valueType BTF id of the value in the object; 0 for none
 */
public record MapSpec(
    String name,
    MapType type,
    int keySize,
    int valueSize,
    int maxEntries,
    int flags,
    long extra,
    int numaNode,
    int keyType,
    int valueType,
    Pinning pinning,
    MapContent content) {
  /** BPF_F_NO_PREALLOC: entries are allocated when they are made; an LPM trie needs it. */
  public static final int NO_PREALLOC = 1;

  /** BPF_F_RDONLY_PROG: programs only read it. */
  public static final int READ_ONLY_FOR_PROGRAMS = 1 << 7;

  /** BPF_F_MMAPABLE: user space can map its values. */
  public static final int MMAPABLE = 1 << 10;

  public MapSpec {
    ObjectName.check(name);
    if (keySize < 0 || valueSize < 0 || maxEntries < 0) {
      throw new IllegalArgumentException("map " + name + " has a negative size");
    }
  }

  /** Makes a map without types, pin or content. */
  public MapSpec(String name, MapType type, int keySize, int valueSize, int maxEntries, int flags) {
    this(
        name,
        type,
        keySize,
        valueSize,
        maxEntries,
        flags,
        0,
        0,
        0,
        0,
        Pinning.NONE,
        MapContent.nothing());
  }

  /** Returns the part of the name that the kernel keeps. */
  public String kernelName() {
    return ObjectName.cut(name);
  }
}
