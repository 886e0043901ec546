package io.packetframe.monitor.windows;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A key in words: a number where it has the size of one, else its bytes in hexadecimal. */
final class KeyText {
  private KeyText() {}

  static String of(ByteBuffer key) {
    return switch (key.capacity()) {
      case Byte.BYTES -> Integer.toString(Byte.toUnsignedInt(key.get(0)));
      case Short.BYTES -> Integer.toString(Short.toUnsignedInt(key.getShort(0)));
      case Integer.BYTES -> Integer.toUnsignedString(key.getInt(0));
      case Long.BYTES -> Long.toUnsignedString(key.getLong(0));
      default -> {
        byte[] bytes = new byte[key.capacity()];
        key.get(0, bytes);
        yield HexFormat.of().formatHex(bytes);
      }
    };
  }
}
