package io.packetframe.spec;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes that nobody changes. */
public final class Bytes {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Returns a copy. */
  public static Bytes copyOf(byte[] content) {
    return new Bytes(content.clone());
  }

  /** Returns how many there are. */
  public int size() {
    return content.length;
  }

  /** Returns a copy. */
  public byte[] toArray() {
    return content.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(content);
  }
}
