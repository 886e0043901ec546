package io.packetframe.packet;

import io.packetframe.net.IpAddress;
import io.packetframe.net.MacAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Bytes to a {@link Frame}, without loss: what comes out has the bytes that went in, whatever they
 * are. What is no header we know stays bytes.
 */
public final class FrameReader {
  /** The most tags that are taken apart. */
  private static final int MAX_TAGS = 8;

  private static final int MACS = 12;
  private static final int ETHER_TYPE = 2;

  private FrameReader() {}

  /** Reads a frame from its destination MAC address on; no bytes make this method throw. */
  public static Frame read(byte[] bytes) {
    RawFrame raw = new RawFrame(Bytes.of(bytes));
    if (bytes.length < MACS + ETHER_TYPE) {
      return raw;
    }
    List<VlanTag> tags = new ArrayList<>();
    int at = MACS;
    while (tags.size() < MAX_TAGS
        && at + VlanTag.BYTES + ETHER_TYPE <= bytes.length
        && VlanTag.isTag(u16(bytes, at))) {
      tags.add(VlanTag.of(u16(bytes, at), u16(bytes, at + 2)));
      at += VlanTag.BYTES;
    }
    int etherType = u16(bytes, at);
    at += ETHER_TYPE;
    Packet packet =
        new Packet(
            MacAddress.at(bytes, 0),
            MacAddress.at(bytes, MacAddress.BYTES),
            tags,
            new OtherNetwork(etherType, rest(bytes, at)),
            Bytes.NONE,
            OptionalInt.empty());
    Packet named =
        switch (etherType) {
          case Arp.ETHER_TYPE -> arp(packet, bytes, at);
          case Ipv4.ETHER_TYPE -> ipv4(packet, bytes, at);
          case Ipv6.ETHER_TYPE -> ipv6(packet, bytes, at);
          default -> packet;
        };
    // The proof that nothing was lost; a field that our records have no place for fails it.
    if (Arrays.equals(named.bytes(), bytes)) {
      return named;
    }
    return Arrays.equals(packet.bytes(), bytes) ? packet : raw;
  }

  private static Packet arp(Packet packet, byte[] bytes, int at) {
    if (bytes.length - at < Arp.BYTES) {
      return packet;
    }
    Arp arp = new Arp(u16(bytes, at + 6) == 2, v4(bytes, at + 14), v4(bytes, at + 24));
    return with(packet, arp, rest(bytes, at + Arp.BYTES));
  }

  private static Packet ipv4(Packet packet, byte[] bytes, int at) {
    int available = bytes.length - at;
    if (available < Ipv4.HEADER_BYTES) {
      return packet;
    }
    Map<LyingField, Integer> lies = new EnumMap<>(LyingField.class);
    int header = (bytes[at] & 0xf) * 4;
    if (header < Ipv4.HEADER_BYTES || header > available) {
      lies.put(LyingField.HEADER_LENGTH, header / 4);
      header = Ipv4.HEADER_BYTES;
    }
    if ((bytes[at] >>> 4 & 0xf) != 4) {
      lies.put(LyingField.VERSION, bytes[at] >>> 4 & 0xf);
    }
    int total = u16(bytes, at + 2);
    if (total < header || total > available) {
      lies.put(LyingField.TOTAL_LENGTH, total);
      total = available;
    }
    int checksum = u16(bytes, at + 10);
    int before = InternetChecksum.sum(bytes, at, 10);
    int behind = InternetChecksum.sum(bytes, at + 12, header - 12);
    if (InternetChecksum.of(before + behind) != checksum) {
      lies.put(LyingField.HEADER_CHECKSUM, checksum);
    }
    Ends ends = new Ends(v4(bytes, at + 12), v4(bytes, at + 16));
    Fragment fragment = Fragment.of(u16(bytes, at + 6));
    Bytes payload = Bytes.of(bytes, at + header, total - header);
    int protocol = bytes[at + 9] & 0xff;
    Ipv4 ip =
        new Ipv4(
            bytes[at + 1] & 0xff,
            u16(bytes, at + 4),
            fragment,
            bytes[at + 8] & 0xff,
            ends.source(),
            ends.destination(),
            Bytes.of(bytes, at + Ipv4.HEADER_BYTES, header - Ipv4.HEADER_BYTES),
            fragment.offset() == 0
                ? TransportReader.read(protocol, payload, ends)
                : new OtherTransport(protocol, payload),
            new Lies(lies));
    return with(packet, ip, rest(bytes, at + total));
  }

  private static Packet ipv6(Packet packet, byte[] bytes, int at) {
    int available = bytes.length - at - Ipv6.HEADER_BYTES;
    if (available < 0) {
      return packet;
    }
    Map<LyingField, Integer> lies = new EnumMap<>(LyingField.class);
    int first = u16(bytes, at) << 16 | u16(bytes, at + 2);
    if (first >>> 28 != 6) {
      lies.put(LyingField.VERSION, first >>> 28);
    }
    int length = u16(bytes, at + 4);
    if (length > available) {
      lies.put(LyingField.PAYLOAD_LENGTH, length);
      length = available;
    }
    Ends ends = new Ends(v6(bytes, at + 8), v6(bytes, at + 24));
    int end = at + Ipv6.HEADER_BYTES + length;
    int next = bytes[at + 6] & 0xff;
    int here = at + Ipv6.HEADER_BYTES;
    List<ExtensionHeader> extensions = new ArrayList<>();
    boolean whole = true;
    while (whole && ExtensionHeader.isExtension(next) && here + 8 <= end) {
      boolean fragment = next == ExtensionHeader.FRAGMENT;
      int size = fragment ? 8 : 8 + 8 * (bytes[here + 1] & 0xff);
      if (here + size > end) {
        break;
      }
      int reserved = fragment ? bytes[here + 1] & 0xff : 0;
      extensions.add(new ExtensionHeader(next, reserved, Bytes.of(bytes, here + 2, size - 2)));
      whole = !fragment || u16(bytes, here + 2) >>> 3 == 0;
      next = bytes[here] & 0xff;
      here += size;
    }
    Bytes payload = Bytes.of(bytes, here, end - here);
    Ipv6 ip =
        new Ipv6(
            first >>> 20 & 0xff,
            first & 0xfffff,
            bytes[at + 7] & 0xff,
            ends.source(),
            ends.destination(),
            extensions,
            whole ? TransportReader.read(next, payload, ends) : new OtherTransport(next, payload),
            new Lies(lies));
    return with(packet, ip, rest(bytes, end));
  }

  private static Packet with(Packet packet, Network network, Bytes trailer) {
    return new Packet(
        packet.destination(), packet.source(), packet.tags(), network, trailer, packet.cut());
  }

  private static Bytes rest(byte[] bytes, int from) {
    return Bytes.of(bytes, from, bytes.length - from);
  }

  static int u16(byte[] bytes, int offset) {
    return ((bytes[offset] & 0xff) << 8) | (bytes[offset + 1] & 0xff);
  }

  static IpAddress v4(byte[] bytes, int offset) {
    return IpAddress.v4(u16(bytes, offset) << 16 | u16(bytes, offset + 2));
  }

  static IpAddress v6(byte[] bytes, int offset) {
    return IpAddress.v6(u64(bytes, offset), u64(bytes, offset + 8));
  }

  private static long u64(byte[] bytes, int offset) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = (value << 8) | (bytes[offset + i] & 0xff);
    }
    return value;
  }
}
