package io.packetframe.packet;

import io.packetframe.net.IpAddress.Family;
import java.util.EnumMap;
import java.util.Map;

/** The bytes behind an IP header to a {@link Transport}. */
final class TransportReader {
  private TransportReader() {}

  static Transport read(int protocol, Bytes payload, Ends ends) {
    byte[] bytes = payload.array();
    Family family = ends.source().family();
    if (protocol == Udp.PROTOCOL && bytes.length >= Udp.HEADER_BYTES) {
      return udp(bytes, ends);
    }
    if (protocol == Tcp.PROTOCOL && bytes.length >= Tcp.HEADER_BYTES) {
      return tcp(bytes, ends);
    }
    if (protocol == Icmp.protocol(family) && bytes.length >= Icmp.HEADER_BYTES) {
      return icmp(family, bytes, ends);
    }
    return new OtherTransport(protocol, payload);
  }

  private static Udp udp(byte[] bytes, Ends ends) {
    Map<LyingField, Integer> lies = new EnumMap<>(LyingField.class);
    int length = FrameReader.u16(bytes, 4);
    if (length != bytes.length) {
      lies.put(LyingField.UDP_LENGTH, length);
    }
    int expected = expected(bytes, 6, ends.pseudoHeader(Udp.PROTOCOL, bytes.length));
    checksum(lies, bytes, 6, expected == 0 ? 0xffff : expected);
    return new Udp(
        FrameReader.u16(bytes, 0),
        FrameReader.u16(bytes, 2),
        Bytes.of(bytes, Udp.HEADER_BYTES, bytes.length - Udp.HEADER_BYTES),
        new Lies(lies));
  }

  private static Tcp tcp(byte[] bytes, Ends ends) {
    Map<LyingField, Integer> lies = new EnumMap<>(LyingField.class);
    int header = (bytes[12] >>> 4 & 0xf) * 4;
    if (header < Tcp.HEADER_BYTES || header > bytes.length) {
      lies.put(LyingField.DATA_OFFSET, header / 4);
      header = Tcp.HEADER_BYTES;
    }
    checksum(lies, bytes, 16, expected(bytes, 16, ends.pseudoHeader(Tcp.PROTOCOL, bytes.length)));
    return new Tcp(
        FrameReader.u16(bytes, 0),
        FrameReader.u16(bytes, 2),
        u32(bytes, 4),
        u32(bytes, 8),
        bytes[12] & 0xf,
        TcpFlag.of(bytes[13] & 0xff),
        FrameReader.u16(bytes, 14),
        FrameReader.u16(bytes, 18),
        Bytes.of(bytes, Tcp.HEADER_BYTES, header - Tcp.HEADER_BYTES),
        Bytes.of(bytes, header, bytes.length - header),
        new Lies(lies));
  }

  private static Icmp icmp(Family family, byte[] bytes, Ends ends) {
    Map<LyingField, Integer> lies = new EnumMap<>(LyingField.class);
    int covered =
        switch (family) {
          case V4 -> 0;
          case V6 -> ends.pseudoHeader(Icmp.V6_PROTOCOL, bytes.length);
        };
    checksum(lies, bytes, 2, expected(bytes, 2, covered));
    return new Icmp(
        family,
        bytes[0] & 0xff,
        bytes[1] & 0xff,
        u32(bytes, 4),
        Bytes.of(bytes, Icmp.HEADER_BYTES, bytes.length - Icmp.HEADER_BYTES),
        new Lies(lies));
  }

  private static void checksum(
      Map<LyingField, Integer> lies, byte[] bytes, int offset, int expected) {
    int actual = FrameReader.u16(bytes, offset);
    if (actual != expected) {
      lies.put(LyingField.CHECKSUM, actual);
    }
  }

  /** What the checksum at {@code offset} should be, whatever it is. */
  private static int expected(byte[] bytes, int offset, int covered) {
    byte[] without = bytes.clone();
    without[offset] = 0;
    without[offset + 1] = 0;
    return InternetChecksum.of(InternetChecksum.sum(without, 0, without.length) + covered);
  }

  private static int u32(byte[] bytes, int offset) {
    return FrameReader.u16(bytes, offset) << 16 | FrameReader.u16(bytes, offset + 2);
  }
}
