package io.packetframe.spec;

/**
 * A map as the kernel should create it.
 *
 * @param name at most 15 letters, digits, underscores or dots; may be empty
 * @param keySize bytes
 * @param valueSize bytes
 * @param maxEntries entries; bytes for a ring buffer
 * @param flags BPF_F_*
 */
public record MapSpec(
    String name, MapType type, int keySize, int valueSize, int maxEntries, int flags) {
  /** BPF_F_NO_PREALLOC: entries are allocated when they are made; an LPM trie needs it. */
  public static final int NO_PREALLOC = 1;

  public MapSpec {
    ObjectName.check(name);
    if (keySize < 0 || valueSize < 0 || maxEntries < 0) {
      throw new IllegalArgumentException("map " + name + " has a negative size");
    }
  }
}
