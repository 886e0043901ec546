package io.packetframe.packet;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.MacAddress;
import io.packetframe.packet.Word.Scope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the words of a text have said so far, with the defaults of what they have not. */
final class PacketDraft {
  static final int DEFAULT_TTL = 64;
  static final int DEFAULT_WINDOW = 65535;

  Set<Scope> scopes = EnumSet.noneOf(Scope.class);
  MacAddress from;
  MacAddress to;
  final List<VlanTag> tags = new ArrayList<>();
  int etherType;

  IpAddress source = IpAddress.v4(0);
  IpAddress destination = IpAddress.v4(0);
  int protocol;

  /** Whether the ends have ports: UDP or TCP, and not {@code ip 17}. */
  boolean ports;

  int timeToLive = DEFAULT_TTL;
  int dscp;
  int ecn;
  int identification;
  boolean dontFragment;
  boolean reservedBit;
  Bytes ipOptions = Bytes.NONE;
  int flowLabel;

  int sourcePort;
  int destinationPort;
  int sequence;
  int acknowledgment;
  int tcpReserved;
  final Set<TcpFlag> flags = EnumSet.noneOf(TcpFlag.class);
  int window = DEFAULT_WINDOW;
  int urgent;
  Bytes tcpOptions = Bytes.NONE;
  int type = -1;
  int code;
  int restOfHeader;
  boolean reply;

  int padTo;
  Bytes trailer = Bytes.NONE;
  int cut = -1;

  private final List<ExtensionHeader> extensions = new ArrayList<>();
  private final Map<LyingField, Integer> lies = new EnumMap<>(LyingField.class);
  private int fragmentOffset;
  private boolean moreFragments;
  private @Nullable Bytes data;

  PacketDraft(Macs macs) {
    from = macs.source();
    to = macs.destination();
  }

  Family family() {
    return source.family();
  }

  void tag(int tpid, int vid) {
    tags.add(new VlanTag(tpid, 0, false, vid));
  }

  void replaceTag(VlanTag tag) {
    tags.set(tags.size() - 1, tag);
  }

  void fragment(int offset, boolean more) {
    if (family() == Family.V4) {
      fragmentOffset = offset;
      moreFragments = more;
    } else {
      int bits = offset | (more ? 1 : 0);
      extension(
          ExtensionHeader.FRAGMENT,
          Bytes.of(
              (byte) 0, (byte) (bits >>> 8), (byte) bits, (byte) 0, (byte) 0, (byte) 0, (byte) 0));
    }
  }

  /** Adds a header; of a fragment header the body begins with its reserved byte. */
  void extension(int kind, Bytes body) {
    boolean fragment = kind == ExtensionHeader.FRAGMENT;
    byte[] bytes = body.array();
    extensions.add(
        new ExtensionHeader(
            kind,
            fragment ? bytes[0] & 0xff : 0,
            fragment ? Bytes.of(bytes, 1, bytes.length - 1) : body));
  }

  void data(Words words, Bytes bytes) throws PacketTextException {
    if (data != null) {
      throw words.wrong("says a second time what the packet carries");
    }
    data = bytes;
  }

  boolean has(LyingField field) {
    return switch (field) {
      case VERSION -> true;
      case HEADER_LENGTH, TOTAL_LENGTH, HEADER_CHECKSUM -> family() == Family.V4;
      case PAYLOAD_LENGTH -> family() == Family.V6;
      case UDP_LENGTH -> ports && !scopes.contains(Scope.TCP);
      case DATA_OFFSET -> scopes.contains(Scope.TCP);
      case CHECKSUM -> ports || scopes.contains(Scope.ICMP);
    };
  }

  void lie(LyingField field, int value) {
    lies.put(field, value);
  }

  Packet packet(Words words) throws PacketTextException {
    Packet bare = new Packet(to, from, tags, network(), Bytes.NONE, OptionalInt.empty());
    int length = bare.bytes().length + trailer.length();
    if (length > 0xffff) {
      throw words.wrong("ends a frame of " + length + " bytes, which none can have");
    }
    Bytes behind = TcpOptions.append(trailer, Bytes.zeros(Math.max(0, padTo - length)));
    OptionalInt end = cut < 0 ? OptionalInt.empty() : OptionalInt.of(cut);
    return new Packet(to, from, tags, bare.network(), behind, end);
  }

  private Network network() {
    if (scopes.contains(Scope.ARP)) {
      return new Arp(reply, source, destination);
    }
    if (!scopes.contains(Scope.IP)) {
      return new OtherNetwork(etherType, carried());
    }
    int service = dscp << 2 | ecn;
    Fragment fragment = new Fragment(reservedBit, dontFragment, moreFragments, fragmentOffset);
    return switch (family()) {
      case V4 ->
          new Ipv4(
              service,
              identification,
              fragment,
              timeToLive,
              source,
              destination,
              TcpOptions.padded(ipOptions),
              transport(),
              lies(false));
      case V6 ->
          new Ipv6(
              service,
              flowLabel,
              timeToLive,
              source,
              destination,
              extensions,
              transport(),
              lies(false));
    };
  }

  private Transport transport() {
    if (scopes.contains(Scope.TCP)) {
      return new Tcp(
          sourcePort,
          destinationPort,
          sequence,
          acknowledgment,
          tcpReserved,
          flags,
          window,
          urgent,
          TcpOptions.padded(tcpOptions),
          carried(),
          lies(true));
    }
    if (scopes.contains(Scope.ICMP)) {
      int kind = type < 0 ? Icmp.echo(family()) : type;
      return new Icmp(family(), kind, code, restOfHeader, carried(), lies(true));
    }
    return ports
        ? new Udp(sourcePort, destinationPort, carried(), lies(true))
        : new OtherTransport(protocol, carried());
  }

  /** Those of the IP header, or those of the transport protocol's. */
  private Lies lies(boolean transport) {
    Map<LyingField, Integer> chosen = new EnumMap<>(lies);
    chosen.keySet().removeIf(field -> field.isOfTransport() != transport);
    return new Lies(chosen);
  }

  private Bytes carried() {
    return data == null ? Bytes.NONE : data;
  }
}
