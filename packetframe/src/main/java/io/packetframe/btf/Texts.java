package io.packetframe.btf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Texts that end with a zero byte, each written once; the empty one first. */
final class Texts {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Map<String, Integer> offsets = new HashMap<>();

  Texts() {
    add("");
  }

  /** Returns where the text starts. */
  int add(String text) {
    Integer known = offsets.get(text);
    if (known != null) {
      return known;
    }
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.size() + (long) content.length + 1 > BtfWriter.MAX_SIZE) {
      throw new IllegalArgumentException("texts too large for a kernel");
    }
    int offset = bytes.size();
    bytes.writeBytes(content);
    bytes.write(0);
    offsets.put(text, offset);
    return offset;
  }

  /** Returns where the text starts, which must be there. */
  int offsetOf(String text) {
    Integer offset = offsets.get(text);
    if (offset == null) {
      throw new IllegalArgumentException("not among the texts: " + text);
    }
    return offset;
  }

  int size() {
    return bytes.size();
  }

  byte[] toArray() {
    return bytes.toByteArray();
  }
}
