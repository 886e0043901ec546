package io.packetframe.packet;

import io.packetframe.net.IpAddress.Family;

/**
 * ICMP (RFC 792) or ICMPv6 (RFC 4443).
 *
 * @param family which of the two
 * @param type 8 bits
 * @param code 8 bits
 * @param rest the second half of the header, 32 bits: of an echo its identifier and sequence
 * @param data what it carries
 * @param lies fields of the header that are wrong
 */
public record Icmp(Family family, int type, int code, int rest, Bytes data, Lies lies)
    implements Transport {
  /** The number of ICMP in an IPv4 header. */
  public static final int V4_PROTOCOL = 1;

  /** The number of ICMPv6 in an IPv6 header. */
  public static final int V6_PROTOCOL = 58;

  static final int HEADER_BYTES = 8;

  /** Checks the ranges. */
  public Icmp {
    if (type >>> 8 != 0 || code >>> 8 != 0) {
      throw new IllegalArgumentException("type and code: 8 bits");
    }
  }

  /** Returns the type of an echo request. */
  static int echo(Family family) {
    return switch (family) {
      case V4 -> 8;
      case V6 -> 128;
    };
  }

  static int protocol(Family family) {
    return switch (family) {
      case V4 -> V4_PROTOCOL;
      case V6 -> V6_PROTOCOL;
    };
  }

  @Override
  public int protocol() {
    return protocol(family);
  }

  @Override
  public void write(FrameWriter out, Ends ends) {
    int start = out.length();
    out.u8(type);
    out.u8(code);
    out.u16(0);
    out.u32(rest);
    out.bytes(data.array());
    // ICMP covers itself alone, ICMPv6 its addresses too.
    int covered =
        switch (family) {
          case V4 -> 0;
          case V6 -> ends.pseudoHeader(V6_PROTOCOL, out.length() - start);
        };
    int checksum = InternetChecksum.of(out.sum(start, out.length()) + covered);
    out.set16(start + 2, lies.orElse(LyingField.CHECKSUM, checksum));
  }
}
