package io.packetframe.packet;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import java.util.Map;
import java.util.OptionalInt;

/** Writes the text of a packet: the subject, then what differs from the defaults. */
final class PacketFormat {
  private final StringBuilder text = new StringBuilder(80);
  private final Packet packet;
  private final Macs macs;

  PacketFormat(Packet packet, Macs macs) {
    this.packet = packet;
    this.macs = macs;
  }

  String text() {
    switch (packet.network()) {
      case Arp arp -> {
        text.append("arp ").append(arp.sender()).append(" > ").append(arp.target());
        ethernet();
        flag(Word.REPLY, arp.reply());
      }
      case OtherNetwork other -> {
        text.append("ethertype 0x").append(Integer.toHexString(other.etherType()));
        ethernet();
        data(other.data());
      }
      case Ipv4 ip -> {
        subject(ip.transport(), ip.source(), ip.destination());
        ethernet();
        ip(ip.typeOfService(), ip.timeToLive());
        number(Word.ID, ip.identification(), 0);
        flag(Word.RESERVED_BIT, ip.fragment().reserved());
        flag(Word.DF, ip.fragment().dontFragment());
        if (ip.fragment().offset() != 0 || ip.fragment().more()) {
          add("frag " + ip.fragment().offset() + (ip.fragment().more() ? "+" : ""));
        }
        hex(Word.OPTIONS, ip.options());
        transport(ip.transport());
        lies(ip.lies());
      }
      case Ipv6 ip -> {
        subject(ip.transport(), ip.source(), ip.destination());
        ethernet();
        ip(ip.trafficClass(), ip.hopLimit());
        number(Word.FLOW, ip.flowLabel(), 0);
        ip.extensions().forEach(this::extension);
        transport(ip.transport());
        lies(ip.lies());
      }
    }
    end();
    return text.toString();
  }

  private void subject(Transport transport, IpAddress source, IpAddress destination) {
    switch (transport) {
      case Udp udp -> ends("udp", source, udp.sourcePort(), destination, udp.destinationPort());
      case Tcp tcp -> ends("tcp", source, tcp.sourcePort(), destination, tcp.destinationPort());
      case Icmp _ -> text.append("icmp ").append(source).append(" > ").append(destination);
      case OtherTransport other ->
          text.append("ip ")
              .append(other.protocol())
              .append(' ')
              .append(source)
              .append(" > ")
              .append(destination);
    }
  }

  private void ends(
      String kind, IpAddress source, int sourcePort, IpAddress destination, int port) {
    text.append(kind).append(' ');
    end(source, sourcePort);
    text.append(" > ");
    end(destination, port);
  }

  private void end(IpAddress address, int port) {
    boolean brackets = address.family() == Family.V6;
    text.append(brackets ? "[" + address + "]" : address.toString()).append(':').append(port);
  }

  private void ethernet() {
    if (!packet.source().equals(macs.source())) {
      add("from " + packet.source());
    }
    if (!packet.destination().equals(macs.destination())) {
      add("to " + packet.destination());
    }
    for (VlanTag tag : packet.tags()) {
      switch (tag.tpid()) {
        case VlanTag.CUSTOMER -> add("vlan " + tag.vid());
        case VlanTag.SERVICE -> add("svlan " + tag.vid());
        default -> add("tag 0x" + Integer.toHexString(tag.tpid()) + " " + tag.vid());
      }
      number(Word.PCP, tag.priority(), 0);
      flag(Word.DEI, tag.dropEligible());
    }
  }

  private void ip(int service, int timeToLive) {
    number(Word.TTL, timeToLive, PacketDraft.DEFAULT_TTL);
    number(Word.DSCP, service >>> 2, 0);
    number(Word.ECN, service & 3, 0);
  }

  private void extension(ExtensionHeader header) {
    if (header.kind() == ExtensionHeader.FRAGMENT) {
      byte[] body = header.body().array();
      int bits = FrameReader.u16(body, 0);
      String reserved = Bytes.of((byte) header.reserved()).toString();
      boolean plain = header.reserved() == 0 && (bits & 6) == 0;
      add(
          plain && Bytes.of(body, 2, 4).isZero()
              ? "frag " + (bits & 0xfff8) + ((bits & 1) != 0 ? "+" : "")
              : "ext 44 " + reserved + header.body());
      return;
    }
    boolean padding = header.body().equals(ExtensionHeader.PADDING);
    if (padding && header.kind() == ExtensionHeader.HOP_BY_HOP) {
      flag(Word.HOP_BY_HOP, true);
    } else if (padding && header.kind() == ExtensionHeader.DESTINATION) {
      flag(Word.DESTINATION_OPTIONS, true);
    } else {
      add("ext " + header.kind() + " " + header.body());
    }
  }

  private void transport(Transport transport) {
    switch (transport) {
      case Udp udp -> {
        data(udp.data());
        lies(udp.lies());
      }
      case Tcp tcp -> {
        tcp.flags().forEach(flag -> add(flag.text()));
        number(Word.SEQ, tcp.sequence(), 0);
        number(Word.ACK_NUMBER, tcp.acknowledgment(), 0);
        number(Word.RESERVED, tcp.reserved(), 0);
        number(Word.WINDOW, tcp.window(), PacketDraft.DEFAULT_WINDOW);
        number(Word.URGENT, tcp.urgent(), 0);
        TcpOptions.words(tcp.options()).forEach(this::add);
        data(tcp.data());
        lies(tcp.lies());
      }
      case Icmp icmp -> {
        number(Word.TYPE, icmp.type(), Icmp.echo(icmp.family()));
        number(Word.CODE, icmp.code(), 0);
        number(Word.REST, icmp.rest(), 0);
        data(icmp.data());
        lies(icmp.lies());
      }
      case OtherTransport other -> data(other.data());
    }
  }

  private void data(Bytes data) {
    if (data.length() > 1 && data.isCounting()) {
      add("len " + data.length());
    } else {
      hex(Word.DATA, data);
    }
  }

  private void lies(Lies lies) {
    for (Map.Entry<LyingField, Integer> lie : lies.fields().entrySet()) {
      add(
          lie.getKey().bits() > 4 && lie.getKey().text().endsWith("checksum")
              ? "wrong " + lie.getKey().text() + " 0x" + Integer.toHexString(lie.getValue())
              : "wrong " + lie.getKey().text() + " " + lie.getValue());
    }
  }

  private void end() {
    Bytes trailer = packet.trailer();
    if (trailer.length() > 0) {
      int whole = packet.withoutCut().bytes().length;
      add(trailer.isZero() ? "pad " + whole : "trailer " + trailer);
    }
    OptionalInt cut = packet.cut();
    if (cut.isPresent()) {
      add("cut " + cut.getAsInt());
    }
  }

  private void number(Word word, int value, int omitted) {
    if (value != omitted) {
      add(word.text() + " " + Integer.toUnsignedString(value));
    }
  }

  private void flag(Word word, boolean said) {
    if (said) {
      add(word.text());
    }
  }

  private void hex(Word word, Bytes bytes) {
    if (bytes.length() > 0) {
      add(word.text() + " " + bytes);
    }
  }

  private void add(String words) {
    text.append(' ').append(words);
  }
}
