package io.packetframe.packet;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The IP header of a frame as the data path reads it. */
final class IpHeader {
  private static final int FIRST_NDP = 133;
  private static final int LAST_NDP = 137;

  private final byte[] frame;
  private final int at;
  private final boolean v6;

  IpHeader(byte[] frame, int at, boolean v6) {
    this.frame = frame;
    this.at = at;
    this.v6 = v6;
  }

  boolean isV6() {
    return v6;
  }

  /** Returns the counter of what keeps this packet from being looked up; null if nothing does. */
  @Nullable Counter refused() {
    int available = frame.length - at;
    if (available < headerLength()) {
      return Counter.ERR_PARSE;
    }
    if (u8(0) >>> 4 != (v6 ? 6 : 4)) {
      return Counter.PASS_BAD_HEADER;
    }
    Counter family = v6 ? refused6(available) : refused4(available);
    if (family != null) {
      return family;
    }
    return u8(v6 ? 7 : 8) <= 1 ? Counter.PASS_LOW_TTL : null;
  }

  private @Nullable Counter refused4(int available) {
    if ((u8(0) & 0xf) != 5) {
      return Counter.PASS_COMPLEX_HEADER;
    }
    boolean wrongSum = InternetChecksum.of(InternetChecksum.sum(frame, at, Ipv4.HEADER_BYTES)) != 0;
    if (length() < Ipv4.HEADER_BYTES || length() > available || wrongSum) {
      return Counter.PASS_BAD_HEADER;
    }
    Fragment fragment = Fragment.of(u16(6));
    return fragment.more() || fragment.offset() != 0 ? Counter.PASS_FRAGMENT : null;
  }

  private @Nullable Counter refused6(int available) {
    int next = protocol();
    if (next != Tcp.PROTOCOL && next != Udp.PROTOCOL && next != Icmp.V6_PROTOCOL) {
      return Counter.PASS_COMPLEX_HEADER;
    }
    if (length() > available) {
      return Counter.PASS_BAD_HEADER;
    }
    if (next == Icmp.V6_PROTOCOL) {
      if (available < Ipv6.HEADER_BYTES + 4) {
        return Counter.ERR_PARSE;
      }
      int type = u8(Ipv6.HEADER_BYTES);
      return type >= FIRST_NDP && type <= LAST_NDP ? Counter.PASS_NDP : null;
    }
    return null;
  }

  private int headerLength() {
    return v6 ? Ipv6.HEADER_BYTES : Ipv4.HEADER_BYTES;
  }

  /** The length that the header tells, with itself. */
  int length() {
    return v6 ? Ipv6.HEADER_BYTES + u16(4) : u16(2);
  }

  private int protocol() {
    return u8(v6 ? 6 : 9);
  }

  IpAddress source() {
    return v6 ? FrameReader.v6(frame, at + 8) : FrameReader.v4(frame, at + 12);
  }

  IpAddress destination() {
    return v6 ? FrameReader.v6(frame, at + 24) : FrameReader.v4(frame, at + 16);
  }

  Fib.Query query(InterfaceName ingress) {
    int protocol = protocol();
    boolean ports =
        (protocol == Tcp.PROTOCOL || protocol == Udp.PROTOCOL) && length() >= headerLength() + 4;
    return new Fib.Query(
        ingress,
        source(),
        destination(),
        protocol,
        ports ? u16(headerLength()) : 0,
        ports ? u16(headerLength() + 2) : 0,
        length(),
        v6 ? (u8(0) << 24 | u8(1) << 16 | u16(2)) & 0x0fff_ffff : u8(1));
  }

  byte[] packetAndTrailer() {
    return Arrays.copyOfRange(frame, at, frame.length);
  }

  /** One hop less; {@code packet} begins with the IP header. */
  void hop(byte[] packet) {
    packet[v6 ? 7 : 8]--;
    if (!v6) {
      // Summed anew rather than patched: the data path patches, and must come to the same.
      packet[10] = 0;
      packet[11] = 0;
      int checksum = InternetChecksum.of(InternetChecksum.sum(packet, 0, Ipv4.HEADER_BYTES));
      packet[10] = (byte) (checksum >>> 8);
      packet[11] = (byte) checksum;
    }
  }

  /** Lowers the segment size in a SYN; returns what that counts, null for what is no SYN. */
  @Nullable Counter clampMss(byte[] packet, int ceiling) {
    return protocol() == Tcp.PROTOCOL
        ? SegmentSize.clamp(packet, headerLength(), length(), ceiling)
        : null;
  }

  private int u8(int offset) {
    return frame[at + offset] & 0xff;
  }

  private int u16(int offset) {
    return FrameReader.u16(frame, at + offset);
  }
}
