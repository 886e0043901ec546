package io.packetframe.sys.windows;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Names of objects: UTF-8 in 64 bytes, ended by a NUL byte. */
final class EbpfNames {
  private static final int SIZE = 64;

  private EbpfNames() {}

  static String read(ByteBuffer memory, int offset) {
    byte[] bytes = new byte[SIZE];
    memory.get(offset, bytes);
    int length = 0;
    while (length < SIZE && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
