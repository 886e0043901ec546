package io.packetframe.packet;

import io.packetframe.net.MacAddress;

/**
 * The MAC addresses of a packet whose text names none.
 *
 * @param destination where it goes: of a port that gets it, the port's own
 * @param source where it comes from
 */
public record Macs(MacAddress destination, MacAddress source) {
  /** Locally administered ones, where nothing is known. */
  public static final Macs ANY =
      new Macs(new MacAddress(0x0200_0000_0001L), new MacAddress(0x0200_0000_0002L));
}
