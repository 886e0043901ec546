package io.packetframe.sys.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The kernel's unit of mapping: 4,096 bytes, or up to 65,536 on arm64.
 *
 * @param bytes a power of two
 */
public record PageSize(int bytes) {
  /** The kernel's own notes to the program that it started: pairs of u64. */
  private static final Path AUXILIARY_VECTOR = Path.of("/proc/self/auxv");

  private static final int AT_PAGESZ = 6;

  public PageSize {
    if (bytes < 4096 || bytes > 1 << 20 || Integer.bitCount(bytes) != 1) {
      throw new IllegalArgumentException("not the size of a page: " + bytes);
    }
  }

  /** Reads this kernel's. */
  public static PageSize ofThisHost() throws IOException {
    try {
      return parse(Files.readAllBytes(AUXILIARY_VECTOR));
    } catch (IllegalArgumentException e) {
      throw new IOException(AUXILIARY_VECTOR + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the auxiliary vector.
   *
   * @throws IllegalArgumentException if it does not tell
   */
  public static PageSize parse(byte[] auxiliaryVector) {
    ByteBuffer pairs = ByteBuffer.wrap(auxiliaryVector).order(ByteOrder.nativeOrder());
    while (pairs.remaining() >= 2 * Long.BYTES) {
      long key = pairs.getLong();
      long value = pairs.getLong();
      if (key == AT_PAGESZ) {
        return new PageSize((int) Math.min(value, Integer.MAX_VALUE));
      }
    }
    throw new IllegalArgumentException("no AT_PAGESZ");
  }
}
