package io.packetframe.sys.windows;

import java.nio.ByteBuffer;

/**
 * A program ({@code struct bpf_prog_info} there).
 *
 * @param name of at most 63 bytes; empty if it has none
 * @param type a number of {@link EbpfProgramType}, or another
 * @param attachType the hook that it was written for; {@link Guid#NONE} if it does not say
 */
public record EbpfProgramInfo(String name, int type, Guid attachType) {
  /** The size in memory. */
  public static final int SIZE = 128;

  private static final int TYPE = 4;
  private static final int NAME = 24;
  private static final int ATTACH_TYPE = 104;

  /** Reads the memory form. */
  public static EbpfProgramInfo of(ByteBuffer memory) {
    return new EbpfProgramInfo(
        EbpfNames.read(memory, NAME), memory.getInt(TYPE), Guid.of(memory, ATTACH_TYPE));
  }
}
