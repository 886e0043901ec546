package io.packetframe.packet;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;

/** The checksum of RFC 1071: the complement of the sum of 16-bit words in one's complement. */
final class InternetChecksum {
  private InternetChecksum() {}

  /** The sum of the words; a last odd byte counts as the higher half of one. Not folded. */
  static int sum(byte[] bytes, int offset, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      int value = bytes[offset + i] & 0xff;
      // Folded on the way: a jumbo frame of 0xff would leave 31 bits behind.
      sum = fold(sum + (i % 2 == 0 ? value << 8 : value));
    }
    return sum;
  }

  /** The sum of the pseudo header of RFC 768 and RFC 8200. */
  static int pseudoHeader(IpAddress source, IpAddress destination, int protocol, int length) {
    return fold(sum(source) + sum(destination) + protocol + (length >>> 16) + (length & 0xffff));
  }

  private static int sum(IpAddress address) {
    int sum = 0;
    for (int shift = 48; shift >= 0; shift -= 16) {
      sum += (int) (address.low() >>> shift) & 0xffff;
      sum += address.family() == Family.V6 ? (int) (address.high() >>> shift) & 0xffff : 0;
    }
    return sum;
  }

  static int fold(int sum) {
    int folded = sum;
    while (folded >>> 16 != 0) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return folded;
  }

  /** What goes into the header for this sum of everything else. */
  static int of(int sum) {
    return ~fold(sum) & 0xffff;
  }
}
