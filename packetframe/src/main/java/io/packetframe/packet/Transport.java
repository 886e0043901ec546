package io.packetframe.packet;

/** What IP carries. */
public sealed interface Transport permits Udp, Tcp, Icmp, OtherTransport {
  /** Returns the 8 bits that name it. */
  int protocol();

  /** Appends its bytes. */
  void write(FrameWriter out, Ends ends);
}
