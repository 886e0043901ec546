package io.packetframe.net;

/**
 * An IPv4 or IPv6 address.
 *
 * @param family which of the two
 * @param high the first 64 bits of an IPv6 address; 0 for IPv4
 * @param low the last 64 bits of an IPv6 address; an IPv4 address in the lower 32 bits
 */
public record IpAddress(Family family, long high, long low) implements Comparable<IpAddress> {
  /** The address families, with their width in bits. */
  public enum Family {
    V4(32, "IPv4"),
    V6(128, "IPv6");

    private final int bits;
    private final String display;

    Family(int bits, String display) {
      this.bits = bits;
      this.display = display;
    }

    /** Returns the length of an address: 32 or 128. */
    public int bits() {
      return bits;
    }

    @Override
    public String toString() {
      return display;
    }
  }

  /** Checks that an IPv4 address fits in 32 bits. */
  public IpAddress {
    if (family == Family.V4 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("low: an IPv4 address has 32 bits");
    }
  }

  /** Makes an IPv4 address from its 32 bits, the first octet highest. */
  public static IpAddress v4(int bits) {
    return new IpAddress(Family.V4, 0, Integer.toUnsignedLong(bits));
  }

  /** Makes an IPv6 address from its two halves. */
  public static IpAddress v6(long high, long low) {
    return new IpAddress(Family.V6, high, low);
  }

  /**
   * Reads an address literal: four decimal octets without leading zeros, or the text of RFC 4291
   * section 2.2 in all its three forms. Zone ids, host names and short forms are refused.
   *
   * @throws LiteralException with the reason
   */
  public static IpAddress parse(String text) throws LiteralException {
    return IpAddressParser.parse(text);
  }

  /** Whether the address names this host alone: {@code 127.0.0.0/8} or {@code ::1}. */
  public boolean isLoopback() {
    return switch (family) {
      case V4 -> low >>> 24 == 127;
      case V6 -> high == 0 && low == 1;
    };
  }

  /** Whether the address stands for any address: {@code 0.0.0.0} or {@code ::}. */
  public boolean isUnspecified() {
    return high == 0 && low == 0;
  }

  /** Whether the address names a group: {@code 224.0.0.0/4} or {@code ff00::/8}. */
  public boolean isMulticast() {
    return switch (family) {
      case V4 -> low >>> 28 == 0xe;
      case V6 -> high >>> 56 == 0xff;
    };
  }

  /** Whether the address is {@code 255.255.255.255}. */
  public boolean isBroadcast() {
    return family == Family.V4 && low == 0xffff_ffffL;
  }

  /** IPv4 before IPv6, then by unsigned value. */
  @Override
  public int compareTo(IpAddress other) {
    int byFamily = family.compareTo(other.family);
    if (byFamily != 0) {
      return byFamily;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  // Written out: the generated ones are linked at run time, which costs a short-lived tool more
  // than the rest of a small config together.
  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress that
        && family == that.family
        && high == that.high
        && low == that.low;
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(high) + Long.hashCode(low) + family.bits;
  }

  /** Returns the dotted quad, or the canonical form of RFC 5952. */
  @Override
  public String toString() {
    return switch (family) {
      case V4 -> IpAddressFormat.v4((int) low);
      case V6 -> IpAddressFormat.v6(high, low);
    };
  }
}
