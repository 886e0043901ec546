package io.packetframe.packet;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.packet.Word.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reads the text of a packet: its subject, then words in any order. */
final class PacketParser {
  private static final List<String> SUBJECTS =
      List.of("udp", "tcp", "icmp", "ip", "arp", "ethertype", "hex");

  private static final int MAX_DATA = 65535;

  private final Words words;
  private final PacketDraft draft;
  private final Set<Word> seen = EnumSet.noneOf(Word.class);

  PacketParser(String text, Macs macs) throws PacketTextException {
    words = new Words(text);
    draft = new PacketDraft(macs);
  }

  Frame parse() throws PacketTextException {
    String subject = words.take("what kind of packet it is");
    switch (subject) {
      case "hex" -> {
        return new RawFrame(words.restAsHex());
      }
      case "udp" -> ends(Udp.PROTOCOL, true, Scope.DATA);
      case "tcp" -> ends(Tcp.PROTOCOL, true, Scope.TCP);
      case "icmp" -> ends(0, false, Scope.ICMP);
      case "ip" -> ends(words.number("the protocol", 255), false, Scope.DATA);
      case "arp" -> {
        ends(0, false, Scope.ARP);
        if (draft.family() == Family.V6) {
          throw words.wrong("is an IPv6 address, and ARP is for IPv4");
        }
        draft.scopes = EnumSet.of(Scope.ETHERNET, Scope.ARP);
      }
      case "ethertype" -> {
        draft.etherType = words.number("the ethertype", 0xffff);
        draft.scopes = EnumSet.of(Scope.ETHERNET, Scope.DATA);
      }
      default -> throw words.unknown("kind of packet", SUBJECTS);
    }
    while (words.hasNext()) {
      word();
    }
    return draft.packet(words);
  }

  private void ends(int protocol, boolean ports, Scope transport) throws PacketTextException {
    draft.protocol = protocol;
    draft.ports = ports;
    draft.source = end(ports, true);
    if (!words.takeIf(">")) {
      words.take("`>`");
      throw words.wrong("stands where `>` should be");
    }
    draft.destination = end(ports, false);
    if (draft.source.family() != draft.destination.family()) {
      throw words.wrong("is not of the family of " + draft.source);
    }
    Scope family =
        switch (draft.family()) {
          case V4 -> Scope.IPV4;
          case V6 -> Scope.IPV6;
        };
    draft.scopes = EnumSet.of(Scope.ETHERNET, Scope.IP, family, Scope.DATA, transport);
  }

  /** {@code 192.0.2.1:53}, {@code [2001:db8::1]:53}, or an address alone. */
  private IpAddress end(boolean ports, boolean source) throws PacketTextException {
    String word = words.take(ports ? "address:port" : "an address");
    if (!ports) {
      return words.address(word);
    }
    int colon = word.lastIndexOf(':');
    boolean brackets = word.startsWith("[") && colon > 0 && word.charAt(colon - 1) == ']';
    if (colon < 0 || (!brackets && word.indexOf(':') != colon)) {
      throw words.wrong("has no port", "write `192.0.2.1:53` or `[2001:db8::1]:53`");
    }
    int port = (int) words.number(word.substring(colon + 1), "a port", 0xffff);
    if (source) {
      draft.sourcePort = port;
    } else {
      draft.destinationPort = port;
    }
    return words.address(brackets ? word.substring(1, colon - 1) : word.substring(0, colon));
  }

  private void word() throws PacketTextException {
    String text = words.take("a word");
    Word word =
        Arrays.stream(Word.values())
            .filter(candidate -> candidate.text().equals(text))
            .findFirst()
            .orElse(null);
    if (word == null) {
      throw words.unknown("word of a packet", Word.texts());
    }
    if (!draft.scopes.contains(word.scope())) {
      throw words.wrong("says nothing about this one: it is for " + word.scope());
    }
    if (!seen.add(word) && !word.mayRepeat()) {
      throw words.wrong("is said twice");
    }
    switch (word.scope()) {
      case ETHERNET -> ethernet(word);
      case IP, IPV4, IPV6 -> ip(word);
      case TCP -> tcp(word);
      case ICMP, ARP, DATA -> rest(word);
    }
  }

  private void ethernet(Word word) throws PacketTextException {
    switch (word) {
      case FROM -> draft.from = words.mac();
      case TO -> draft.to = words.mac();
      case VLAN -> draft.tag(VlanTag.CUSTOMER, vid());
      case SVLAN -> draft.tag(VlanTag.SERVICE, vid());
      case QINQ -> {
        draft.tag(VlanTag.SERVICE, vid());
        draft.tag(VlanTag.CUSTOMER, vid());
      }
      case TAG -> draft.tag(words.number("the TPID", 0xffff), vid());
      case PCP -> {
        VlanTag tag = lastTag();
        int priority = words.number("PCP", 7);
        draft.replaceTag(new VlanTag(tag.tpid(), priority, tag.dropEligible(), tag.vid()));
      }
      case DEI -> {
        VlanTag tag = lastTag();
        draft.replaceTag(new VlanTag(tag.tpid(), tag.priority(), true, tag.vid()));
      }
      case PAD -> draft.padTo = words.number("the length of the frame", MAX_DATA);
      case TRAILER -> draft.trailer = words.hex();
      case CUT -> draft.cut = words.number("the length of the frame", MAX_DATA);
      default -> throw new AssertionError(word);
    }
  }

  private int vid() throws PacketTextException {
    return words.number("a VID", 4095);
  }

  private VlanTag lastTag() throws PacketTextException {
    if (draft.tags.isEmpty()) {
      throw words.wrong("stands behind the tag that it belongs to, and there is none yet");
    }
    return draft.tags.getLast();
  }

  private void ip(Word word) throws PacketTextException {
    switch (word) {
      case TTL -> draft.timeToLive = words.number("TTL", 255);
      case DSCP -> draft.dscp = words.number("DSCP", 63);
      case ECN -> draft.ecn = words.number("ECN", 3);
      case ID -> draft.identification = words.number("the identification", 0xffff);
      case DF -> draft.dontFragment = true;
      case RESERVED_BIT -> draft.reservedBit = true;
      case OPTIONS -> draft.ipOptions = options(words.hex());
      case FRAG -> fragment();
      case FLOW -> draft.flowLabel = words.number("the flow label", 0xfffff);
      case HOP_BY_HOP -> draft.extension(ExtensionHeader.HOP_BY_HOP, ExtensionHeader.PADDING);
      case DESTINATION_OPTIONS ->
          draft.extension(ExtensionHeader.DESTINATION, ExtensionHeader.PADDING);
      case EXT -> extension();
      case WRONG -> wrong();
      default -> throw new AssertionError(word);
    }
  }

  /** {@code frag 1480+}: the offset in bytes, and a plus if more follows. */
  private void fragment() throws PacketTextException {
    String word = words.take("an offset, as in `1480+`");
    boolean more = word.endsWith("+");
    String number = more ? word.substring(0, word.length() - 1) : word;
    long offset = words.number(number, "the offset", 0xfff8);
    if (offset % 8 != 0) {
      throw words.wrong("is no multiple of 8, as the offset of a fragment is");
    }
    draft.fragment((int) offset, more);
  }

  private void extension() throws PacketTextException {
    int kind = words.number("the kind of extension header", 255);
    if (!ExtensionHeader.isExtension(kind)) {
      throw words.wrong("is no extension header: 0, 43, 44 or 60");
    }
    Bytes body = words.hex();
    boolean fragment = kind == ExtensionHeader.FRAGMENT;
    if (fragment ? body.length() != 7 : body.length() % 8 != 6) {
      throw words.wrong(
          fragment
              ? "has not 7 bytes: a fragment header from its reserved byte on"
              : "has not 6 bytes, or a multiple of 8 more");
    }
    if (body.length() > 6 + 8 * 255) {
      throw words.wrong("is longer than a header can be");
    }
    draft.extension(kind, body);
  }

  private void wrong() throws PacketTextException {
    String name = words.take("the field that is wrong");
    for (LyingField field : LyingField.values()) {
      if (field.text().equals(name)) {
        if (!draft.has(field)) {
          throw words.wrong("is no field of this packet");
        }
        draft.lie(field, words.number("the field", (1 << field.bits()) - 1));
        return;
      }
    }
    throw words.unknown(
        "field that can be wrong",
        Arrays.stream(LyingField.values()).map(LyingField::text).toList());
  }

  private void tcp(Word word) throws PacketTextException {
    switch (word) {
      case SEQ -> draft.sequence = (int) words.number("the sequence number", 0xffff_ffffL);
      case ACK_NUMBER -> draft.acknowledgment = (int) words.number("the number", 0xffff_ffffL);
      case WINDOW -> draft.window = words.number("the window", 0xffff);
      case URGENT -> draft.urgent = words.number("the urgent pointer", 0xffff);
      case RESERVED -> draft.tcpReserved = words.number("the reserved bits", 15);
      case MSS -> option(TcpOptions.mss(words.number("MSS", 0xffff)));
      case NOP -> option(TcpOptions.NOP);
      case END -> option(TcpOptions.END);
      case WSCALE -> option(TcpOptions.windowScale(words.number("the shift", 255)));
      case SACK_PERMITTED -> option(TcpOptions.SACK_PERMITTED);
      case OPTION -> option(words.hex());
      default -> draft.flags.add(TcpFlag.valueOf(word.name()));
    }
  }

  private void option(Bytes option) throws PacketTextException {
    draft.tcpOptions = TcpOptions.append(draft.tcpOptions, option);
    options(draft.tcpOptions);
  }

  private Bytes options(Bytes options) throws PacketTextException {
    if (options.length() > 40) {
      throw words.wrong("does not fit: a header has 40 bytes of options");
    }
    return options;
  }

  private void rest(Word word) throws PacketTextException {
    switch (word) {
      case TYPE -> draft.type = words.number("the type", 255);
      case CODE -> draft.code = words.number("the code", 255);
      case REST -> draft.restOfHeader = (int) words.number("the rest", 0xffff_ffffL);
      case REPLY -> draft.reply = true;
      case LEN -> draft.data(words, Bytes.counting(words.number("the length", MAX_DATA)));
      case DATA -> draft.data(words, words.hex());
      default -> throw new AssertionError(word);
    }
  }
}
