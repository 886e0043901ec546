package io.packetframe.fastpath;

import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.packet.PacketTextException;

/**
 * A kind of frame of the flood: as it comes, and as it leaves by the one way or the other.
 *
 * <p>What leads to {@code above} tells the two apart by itself: the fast path takes that for a VLAN
 * device on {@code out} and sends with its tag, the kernel sends by {@code above}, which is a wire.
 */
enum FlowKind {
  BY_PORT_4("udp 192.0.9.1:1 > 192.0.2.9:53 len 32", Router.FROM_OUT, "", 0),
  BY_PORT_6("udp [2001:db8:1::9]:1 > [2001:db8:f::9]:53 len 32", Router.FROM_OUT, "", 0),
  BY_VLAN_4("udp 192.0.9.1:1 > 198.51.100.9:53 len 32", Router.FROM_ABOVE, " vlan 5", 0),
  BY_VLAN_6("udp [2001:db8:1::9]:1 > [2001:db8:e::9]:53 len 32", Router.FROM_ABOVE, " vlan 5", 0),
  /** The fast path keeps what stands behind the packet, the kernel cuts it off. */
  TRAILED("udp 192.0.9.1:1 > 192.0.2.9:53 len 32", Router.FROM_OUT, "", 20),
  TO_US_4("udp 192.0.9.1:1 > 10.0.0.1:53 len 32", "", "", 0),
  TO_US_6("udp [2001:db8:1::9]:1 > [2001:db8:1::1]:53 len 32", "", "", 0);

  private final String words;
  private final String wayOut;
  private final String tag;
  private final int trailer;

  FlowKind(String words, String wayOut, String tag, int trailer) {
    this.words = words;
    this.wayOut = wayOut;
    this.tag = tag;
    this.trailer = trailer;
  }

  boolean isForwarded() {
    return !wayOut.isEmpty();
  }

  /** Whether the kernel sends it by {@code above}, where the fast path never does. */
  boolean leavesAbove() {
    return wayOut.equals(Router.FROM_ABOVE);
  }

  byte[] sent() throws PacketTextException {
    return bytes(words + trailer());
  }

  byte[] byTheFastPath() throws PacketTextException {
    return bytes(words + tag + trailer() + " ttl 63" + wayOut);
  }

  byte[] byTheKernel() throws PacketTextException {
    return bytes(words + " ttl 63" + wayOut);
  }

  private String trailer() {
    return trailer == 0 ? "" : " trailer " + "5a".repeat(trailer);
  }

  private static byte[] bytes(String text) throws PacketTextException {
    return PacketText.parse(text, new Macs(Router.IN_MAC, Router.SENDER_MAC)).bytes();
  }
}
