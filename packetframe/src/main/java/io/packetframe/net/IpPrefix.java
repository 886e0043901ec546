package io.packetframe.net;

import io.packetframe.net.IpAddress.Family;

/**
 * A network: an address and how many of its leading bits count.
 *
 * <p>Bits behind the length are cleared, whoever makes the prefix: {@code 10.0.0.5/24} and {@code
 * 10.0.0.0/24} are one network and one entry of a map, so they must be one value.
 *
 * @param address the network address, its host bits zero
 * @param length 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record IpPrefix(IpAddress address, int length) implements Comparable<IpPrefix> {
  /** Clears the host bits. */
  public IpPrefix {
    int bits = address.family().bits();
    if (length < 0 || length > bits) {
      throw new IllegalArgumentException("length: 0 to " + bits);
    }
    address = masked(address, length);
  }

  /**
   * Reads {@code address/length}; the slash is mandatory and host bits may be set.
   *
   * @throws LiteralException with the reason
   */
  public static IpPrefix parse(String text) throws LiteralException {
    int slash = text.indexOf('/');
    if (slash < 0) {
      IpAddress.parse(text);
      throw new LiteralException("the length is missing");
    }
    IpAddress address = IpAddress.parse(text.substring(0, slash));
    return new IpPrefix(address, length(text, slash + 1, address.family()));
  }

  private static int length(String text, int start, Family family) throws LiteralException {
    int digits = text.length() - start;
    int value = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new LiteralException("the length after the slash is not a number");
      }
      value = Math.min(value * 10 + c - '0', 1000);
    }
    if (digits == 0) {
      throw new LiteralException("the length after the slash is missing");
    }
    if (digits > 1 && text.charAt(start) == '0') {
      throw new LiteralException("the length after the slash has a leading zero");
    }
    if (value > family.bits()) {
      throw new LiteralException("the length of an " + family + " prefix is 0 to " + family.bits());
    }
    return value;
  }

  private static IpAddress masked(IpAddress address, int length) {
    int bits = address.family().bits();
    long high = address.high();
    long low = address.low();
    int hostBits = bits - length;
    if (hostBits > 0) {
      low = hostBits >= 64 ? 0 : low & (-1L << hostBits);
    }
    if (hostBits > 64) {
      high = hostBits == 128 ? 0 : high & (-1L << (hostBits - 64));
    }
    return new IpAddress(address.family(), high, low);
  }

  /** Returns the family of the address. */
  public Family family() {
    return address.family();
  }

  /** Whether {@code other} is this network or a part of it. */
  public boolean contains(IpPrefix other) {
    return other.length >= length && contains(other.address);
  }

  /** Whether the address lies in this network. */
  public boolean contains(IpAddress other) {
    return other.family() == family() && masked(other, length).equals(address);
  }

  /** Whether the two networks share an address: then one contains the other. */
  public boolean overlaps(IpPrefix other) {
    return contains(other) || other.contains(this);
  }

  /** By address, and a network right before its parts. */
  @Override
  public int compareTo(IpPrefix other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpPrefix that && length == that.length && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return 31 * address.hashCode() + length;
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }
}
