package io.packetframe.oracle;

import io.packetframe.spec.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the ELF images for the BPF machine inside other files: programs carry theirs as data. */
final class EmbeddedObjects {
  private static final int HEADER = 64;
  private static final int SECTION_HEADER = 64;
  private static final int RELOCATABLE = 1;
  private static final int MACHINE_BPF = 247;
  private static final int NO_BITS = 8;

  /** An image and where it began. */
  record Embedded(int offset, Bytes bytes) {}

  private EmbeddedObjects() {}

  static List<Embedded> in(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    List<Embedded> found = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= file.length) {
      int length = isObject(bytes, at) ? length(bytes, at) : 0;
      if (length > 0) {
        found.add(new Embedded(at, Bytes.copyOf(Arrays.copyOfRange(file, at, at + length))));
      }
      at += Math.max(1, length);
    }
    return found;
  }

  private static boolean isObject(ByteBuffer bytes, int at) {
    // 64 bits, little-endian.
    return bytes.get(at) == 0x7f
        && bytes.getInt(at) == 0x464c457f
        && bytes.getShort(at + 4) == 0x0102
        && bytes.getShort(at + 16) == RELOCATABLE
        && bytes.getShort(at + 18) == MACHINE_BPF;
  }

  /** Returns up to where the furthest section goes; 0 if that is not all there. */
  private static int length(ByteBuffer bytes, int at) {
    int left = bytes.capacity() - at;
    long headers = bytes.getLong(at + 40);
    int sections = Short.toUnsignedInt(bytes.getShort(at + 60));
    long end = headers + (long) sections * SECTION_HEADER;
    if (headers < HEADER || end > left) {
      return 0;
    }
    for (int i = 0; i < sections; i++) {
      int header = at + (int) headers + i * SECTION_HEADER;
      if (bytes.getInt(header + 4) != NO_BITS) {
        end = Math.max(end, bytes.getLong(header + 24) + bytes.getLong(header + 32));
      }
    }
    return end > left ? 0 : (int) end;
  }
}
