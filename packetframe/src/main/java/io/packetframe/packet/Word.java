package io.packetframe.packet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The words that describe a packet behind its subject; the grammar is in the package's text. */
enum Word {
  FROM(Scope.ETHERNET),
  TO(Scope.ETHERNET),
  VLAN(Scope.ETHERNET),
  SVLAN(Scope.ETHERNET),
  QINQ(Scope.ETHERNET),
  TAG(Scope.ETHERNET),
  PCP(Scope.ETHERNET),
  DEI(Scope.ETHERNET),
  TTL(Scope.IP),
  DSCP(Scope.IP),
  ECN(Scope.IP),
  ID(Scope.IPV4),
  DF(Scope.IPV4),
  RESERVED_BIT(Scope.IPV4),
  OPTIONS(Scope.IPV4),
  FRAG(Scope.IP),
  FLOW(Scope.IPV6),
  HOP_BY_HOP(Scope.IPV6),
  DESTINATION_OPTIONS(Scope.IPV6),
  EXT(Scope.IPV6),
  SEQ(Scope.TCP),
  ACK_NUMBER(Scope.TCP),
  WINDOW(Scope.TCP),
  URGENT(Scope.TCP),
  RESERVED(Scope.TCP),
  FIN(Scope.TCP),
  SYN(Scope.TCP),
  RST(Scope.TCP),
  PSH(Scope.TCP),
  ACK(Scope.TCP),
  URG(Scope.TCP),
  ECE(Scope.TCP),
  CWR(Scope.TCP),
  MSS(Scope.TCP),
  NOP(Scope.TCP),
  END(Scope.TCP),
  WSCALE(Scope.TCP),
  SACK_PERMITTED(Scope.TCP),
  OPTION(Scope.TCP),
  TYPE(Scope.ICMP),
  CODE(Scope.ICMP),
  REST(Scope.ICMP),
  REPLY(Scope.ARP),
  LEN(Scope.DATA),
  DATA(Scope.DATA),
  PAD(Scope.ETHERNET),
  TRAILER(Scope.ETHERNET),
  CUT(Scope.ETHERNET),
  WRONG(Scope.IP);

  /** Which packets a word can say something about. */
  enum Scope {
    ETHERNET("frames"),
    IP("IP packets"),
    IPV4("IPv4 packets"),
    IPV6("IPv6 packets"),
    TCP("TCP segments"),
    ICMP("ICMP messages"),
    ARP("ARP messages"),
    DATA("packets that carry data");

    private final String text;

    Scope(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final Scope scope;

  Word(Scope scope) {
    this.scope = scope;
  }

  String text() {
    return text;
  }

  Scope scope() {
    return scope;
  }

  /** Whether saying it again says something new: tags, options and what belongs to a tag. */
  boolean mayRepeat() {
    return switch (this) {
      case VLAN, SVLAN, QINQ, TAG, PCP, DEI, HOP_BY_HOP, DESTINATION_OPTIONS, EXT -> true;
      case MSS, NOP, END, WSCALE, SACK_PERMITTED, OPTION, WRONG -> true;
      default -> false;
    };
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(Word::text).toList();
  }
}
