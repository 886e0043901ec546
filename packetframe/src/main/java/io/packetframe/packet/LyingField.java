package io.packetframe.packet;

import java.util.Locale;

/** A field that can be made to lie: {@code wrong FIELD VALUE} in the text of a packet. */
public enum LyingField {
  /** The IP version. */
  VERSION(4),
  /** The length of the IPv4 header in words of four bytes. */
  HEADER_LENGTH(4),
  /** The length that the IPv4 header tells. */
  TOTAL_LENGTH(16),
  /** The checksum of the IPv4 header. */
  HEADER_CHECKSUM(16),
  /** The length that the IPv6 header tells. */
  PAYLOAD_LENGTH(16),
  /** The length that the UDP header tells. */
  UDP_LENGTH(16),
  /** The length of the TCP header in words of four bytes. */
  DATA_OFFSET(4),
  /** The checksum of UDP, TCP, ICMP or ICMPv6. */
  CHECKSUM(16);

  private final int bits;
  private final String text;

  LyingField(int bits) {
    this.bits = bits;
    this.text = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  int bits() {
    return bits;
  }

  /** Whether it is a field of UDP, TCP or ICMP, and not of IP. */
  boolean isOfTransport() {
    return this == UDP_LENGTH || this == DATA_OFFSET || this == CHECKSUM;
  }

  /** Returns the word for it in the text of a packet. */
  public String text() {
    return text;
  }
}
