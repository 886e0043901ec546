package io.packetframe.packet;

import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.MacAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a frame that people have a name for.
 *
 * @param name such as {@code ipv4 ttl}; tags and options are named apart by their place
 * @param offset where it begins in the frame
 * @param length how many bytes it has
 * @param text its value for people
 */
public record FrameField(String name, int offset, int length, String text) {
  /** Names the parts of a frame, from the first byte to the last, without a gap. */
  public static List<FrameField> of(byte[] frame) {
    return new FieldNames(frame).fields();
  }

  /** Names parts as far as the frame goes. */
  private static final class FieldNames {
    private final byte[] frame;
    private final List<FrameField> fields = new ArrayList<>();
    private int at;

    FieldNames(byte[] frame) {
      this.frame = frame;
    }

    List<FrameField> fields() {
      Frame read = FrameReader.read(frame);
      if (!(read instanceof Packet packet)) {
        rest("bytes");
        return List.copyOf(fields);
      }
      field("destination mac", MacAddress.BYTES, packet.destination().toString());
      field("source mac", MacAddress.BYTES, packet.source().toString());
      int level = 0;
      for (VlanTag tag : packet.tags()) {
        level++;
        field("tag " + level, VlanTag.BYTES, describe(tag));
      }
      field("ethertype", 2, "0x" + Integer.toHexString(packet.network().etherType()));
      switch (packet.network()) {
        case Ipv4 ip -> ipv4(ip);
        case Ipv6 ip -> ipv6(ip);
        case Arp _ -> field("arp", Arp.BYTES, hex(at, Arp.BYTES));
        case OtherNetwork other -> bytes("data", other.data().length());
      }
      rest("trailer");
      return List.copyOf(fields);
    }

    private static String describe(VlanTag tag) {
      String kind =
          switch (tag.tpid()) {
            case VlanTag.CUSTOMER -> "802.1Q";
            case VlanTag.SERVICE -> "802.1ad";
            default -> "0x" + Integer.toHexString(tag.tpid());
          };
      return kind
          + " vid "
          + tag.vid()
          + " pcp "
          + tag.priority()
          + (tag.dropEligible() ? " dei" : "");
    }

    private void ipv4(Ipv4 ip) {
      hexField("ipv4 version and length", 1);
      hexField("ipv4 service", 1);
      hexField("ipv4 total length", 2);
      hexField("ipv4 id", 2);
      hexField("ipv4 fragment", 2);
      field("ipv4 ttl", 1, Integer.toString(ip.timeToLive()));
      field("ipv4 protocol", 1, Integer.toString(ip.transport().protocol()));
      hexField("ipv4 checksum", 2);
      field("ipv4 source", 4, ip.source().toString());
      field("ipv4 destination", 4, ip.destination().toString());
      bytes("ipv4 options", ip.options().length());
      transport(ip.transport());
    }

    private void ipv6(Ipv6 ip) {
      hexField("ipv6 version, class and flow", 4);
      hexField("ipv6 payload length", 2);
      hexField("ipv6 next header", 1);
      field("ipv6 hop limit", 1, Integer.toString(ip.hopLimit()));
      field("ipv6 source", 16, ip.source().toString());
      field("ipv6 destination", 16, ip.destination().toString());
      int number = 0;
      for (ExtensionHeader header : ip.extensions()) {
        number++;
        bytes("ipv6 extension " + number, 2 + header.body().length());
      }
      transport(ip.transport());
    }

    private void transport(Transport transport) {
      switch (transport) {
        case Udp udp -> {
          field("udp source port", 2, Integer.toString(udp.sourcePort()));
          field("udp destination port", 2, Integer.toString(udp.destinationPort()));
          hexField("udp length", 2);
          hexField("udp checksum", 2);
          bytes("data", udp.data().length());
        }
        case Tcp tcp -> {
          field("tcp source port", 2, Integer.toString(tcp.sourcePort()));
          field("tcp destination port", 2, Integer.toString(tcp.destinationPort()));
          hexField("tcp sequence", 4);
          hexField("tcp acknowledgment", 4);
          hexField("tcp offset and flags", 2);
          hexField("tcp window", 2);
          hexField("tcp checksum", 2);
          hexField("tcp urgent", 2);
          field("tcp options", tcp.options().length(), options(tcp.options()));
          bytes("data", tcp.data().length());
        }
        case Icmp icmp -> {
          String name = icmp.family() == Family.V4 ? "icmp" : "icmpv6";
          field(name + " type", 1, Integer.toString(icmp.type()));
          hexField(name + " code", 1);
          hexField(name + " checksum", 2);
          hexField(name + " rest", 4);
          bytes("data", icmp.data().length());
        }
        case OtherTransport other -> bytes("data", other.data().length());
      }
    }

    private static String options(Bytes options) {
      return String.join(" ", TcpOptions.words(options));
    }

    private void hexField(String name, int length) {
      field(name, length, "0x" + hex(at, length));
    }

    private void bytes(String name, int length) {
      field(name, length, length + " bytes");
    }

    private void rest(String name) {
      bytes(name, frame.length - at);
    }

    private void field(String name, int length, String text) {
      if (length > 0) {
        fields.add(new FrameField(name, at, length, text));
        at += length;
      }
    }

    private String hex(int offset, int length) {
      return Bytes.of(frame, offset, length).toString();
    }
  }
}
