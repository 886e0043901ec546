package io.packetframe.sys.windows;

import java.nio.ByteBuffer;

/**
 * A map ({@code struct bpf_map_info} there).
 *
 * @param name of at most 63 bytes; empty if it has none
 * @param valueSize in bytes, of one processor
 */
public record EbpfMapInfo(
    String name, EbpfMapType type, int keySize, int valueSize, int maxEntries) {
  /** The size in memory. */
  public static final int SIZE = 96;

  private static final int TYPE = 4;
  private static final int KEY_SIZE = 8;
  private static final int VALUE_SIZE = 12;
  private static final int MAX_ENTRIES = 16;
  private static final int NAME = 20;

  /** Reads the memory form. */
  public static EbpfMapInfo of(ByteBuffer memory) {
    return new EbpfMapInfo(
        EbpfNames.read(memory, NAME),
        EbpfMapType.of(memory.getInt(TYPE)),
        memory.getInt(KEY_SIZE),
        memory.getInt(VALUE_SIZE),
        memory.getInt(MAX_ENTRIES));
  }
}
