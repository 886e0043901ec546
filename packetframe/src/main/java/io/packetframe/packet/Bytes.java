package io.packetframe.packet;

import java.util.Arrays;
import java.util.HexFormat;

/** Bytes as a value: never changed, equal by content, printed in hex. */
public final class Bytes {
  /** No bytes. */
  public static final Bytes NONE = new Bytes(new byte[0]);

  private static final HexFormat HEX = HexFormat.of();

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Copies the bytes. */
  public static Bytes of(byte... content) {
    return content.length == 0 ? NONE : new Bytes(content.clone());
  }

  /** Copies {@code length} bytes from {@code offset} on. */
  static Bytes of(byte[] content, int offset, int length) {
    return of(Arrays.copyOfRange(content, offset, offset + length));
  }

  /** Reads hex digits without anything between them; no spaces, no colons. */
  static Bytes hex(String digits) {
    return new Bytes(HEX.parseHex(digits));
  }

  /** Makes bytes that count from 0 and start over behind 255: a payload whose order shows. */
  static Bytes counting(int length) {
    byte[] content = new byte[length];
    for (int i = 0; i < length; i++) {
      content[i] = (byte) i;
    }
    return of(content);
  }

  static Bytes zeros(int length) {
    return of(new byte[length]);
  }

  /** Returns how many there are. */
  public int length() {
    return content.length;
  }

  /** Returns a copy. */
  public byte[] array() {
    return content.clone();
  }

  boolean isCounting() {
    return equals(counting(content.length));
  }

  boolean isZero() {
    return equals(zeros(content.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Returns two lower-case hex digits for each byte. */
  @Override
  public String toString() {
    return HEX.formatHex(content);
  }
}
