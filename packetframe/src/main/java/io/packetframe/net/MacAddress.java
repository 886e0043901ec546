package io.packetframe.net;

/**
 * An Ethernet address.
 *
 * @param bits its 48 bits, the first byte on the wire highest
 */
public record MacAddress(long bits) implements Comparable<MacAddress> {
  /** The length of an address in bytes. */
  public static final int BYTES = 6;

  /** {@code ff:ff:ff:ff:ff:ff}: every station. */
  public static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

  /** {@code 00:00:00:00:00:00}: no station. */
  public static final MacAddress ZERO = new MacAddress(0);

  /** Checks that there are no more than 48 bits. */
  public MacAddress {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException("bits: a MAC address has 48");
    }
  }

  /**
   * Reads six pairs of hex digits with colons between them, in either case.
   *
   * @throws LiteralException with the reason
   */
  public static MacAddress parse(String text) throws LiteralException {
    if (text.length() != 3 * BYTES - 1) {
      throw new LiteralException("a MAC address is six pairs of hex digits with colons between");
    }
    long bits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (i % 3 == 2) {
        if (c != ':') {
          throw new LiteralException("the pairs of a MAC address have colons between them");
        }
        continue;
      }
      // Digits of other scripts have a value too.
      int digit = c > 'f' ? -1 : Character.digit(c, 16);
      if (digit < 0) {
        throw new LiteralException("a MAC address has hex digits only");
      }
      bits = (bits << 4) | digit;
    }
    return new MacAddress(bits);
  }

  /**
   * Reads an address from a frame or a message of the kernel.
   *
   * @throws IndexOutOfBoundsException if there are not six bytes at {@code offset}
   */
  public static MacAddress at(byte[] bytes, int offset) {
    long bits = 0;
    for (int i = 0; i < BYTES; i++) {
      bits = (bits << 8) | (bytes[offset + i] & 0xff);
    }
    return new MacAddress(bits);
  }

  /** Returns the six bytes in the order of the wire. */
  public byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      bytes[i] = (byte) (bits >>> (8 * (BYTES - 1 - i)));
    }
    return bytes;
  }

  /** Whether the address names a group: the I/G bit. Broadcast is a group too. */
  public boolean isGroup() {
    return (bits >>> 40 & 1) != 0;
  }

  @Override
  public int compareTo(MacAddress other) {
    return Long.compare(bits, other.bits);
  }

  /** Returns six pairs of lower-case hex digits with colons between them. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(3 * BYTES);
    for (int shift = 44; shift >= 0; shift -= 4) {
      text.append(Character.forDigit((int) (bits >>> shift) & 0xf, 16));
      if (shift % 8 == 0 && shift > 0) {
        text.append(':');
      }
    }
    return text.toString();
  }
}
