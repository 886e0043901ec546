package io.packetframe.btf;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Texts that end with a zero byte, each written once; the empty one first. */
final class Texts {
  private final GrowingBytes bytes = new GrowingBytes("texts");
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
    int offset = bytes.size();
    bytes.putText(text.getBytes(StandardCharsets.UTF_8));
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

  void copyTo(byte[] target, int offset) {
    bytes.copyTo(target, offset);
  }
}
