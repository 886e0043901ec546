package io.packetframe.packet;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;

/**
 * ARP for IPv4 over Ethernet (RFC 826). The sender's MAC address is the frame's source; the
 * target's is the frame's destination in a reply and zero in a request.
 *
 * @param reply a reply, else a request
 * @param sender the address of who speaks
 * @param target the address of who is spoken to, or asked for
 */
public record Arp(boolean reply, IpAddress sender, IpAddress target) implements Network {
  /** The ethertype of ARP. */
  public static final int ETHER_TYPE = 0x0806;

  /** The length of a message. */
  static final int BYTES = 28;

  /** Checks the families. */
  public Arp {
    if (sender.family() != Family.V4 || target.family() != Family.V4) {
      throw new IllegalArgumentException("sender and target: IPv4");
    }
  }

  @Override
  public int etherType() {
    return ETHER_TYPE;
  }

  @Override
  public void write(FrameWriter out, Packet frame) {
    out.u16(1); // Ethernet
    out.u16(Ipv4.ETHER_TYPE);
    out.u8(6);
    out.u8(4);
    out.u16(reply ? 2 : 1);
    out.bytes(frame.source().bytes());
    out.address(sender);
    out.bytes(reply ? frame.destination().bytes() : new byte[6]);
    out.address(target);
  }
}
