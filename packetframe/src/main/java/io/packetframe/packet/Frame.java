package io.packetframe.packet;

/** What goes over a wire: a packet that we can name the parts of, or bytes. */
public sealed interface Frame permits Packet, RawFrame {
  /** Returns the frame from its destination MAC address on, without preamble and checksum. */
  byte[] bytes();
}
