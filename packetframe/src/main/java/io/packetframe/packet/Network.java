package io.packetframe.packet;

/** What an Ethernet frame carries. */
public sealed interface Network permits Arp, Ipv4, Ipv6, OtherNetwork {
  /** Returns the 16 bits that name it. */
  int etherType();

  /** Appends its bytes; {@code frame} is the frame that it is part of. */
  void write(FrameWriter out, Packet frame);
}
