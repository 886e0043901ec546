package io.packetframe.wire;

import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.MacAddress;
import io.packetframe.packet.Frame;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.packet.PacketTextException;
import java.util.ArrayList;
import java.util.List;

/**
 * One frame of the matrix.
 *
 * @param number its UDP source port, by which it is found again
 * @param listed whether the config lists its destination; else the kernel forwards it
 */
record Cell(int number, IngressKind in, EgressKind out, Family family, Way way, boolean listed) {
  private static final int FIRST_PORT = 10_000;
  private static final MacAddress SENDER = new MacAddress(0x0200_0000_0099L);

  /** Returns those of a way, in the order in which they are sent. */
  static List<Cell> of(Way way) {
    List<Cell> cells = new ArrayList<>();
    for (IngressKind in : IngressKind.values()) {
      for (EgressKind out : EgressKind.values()) {
        for (Family family : Family.values()) {
          for (boolean listed : List.of(true, false)) {
            int number = FIRST_PORT + 1000 * way.number() + cells.size();
            cells.add(new Cell(number, in, out, family, way, listed));
          }
        }
      }
    }
    return cells;
  }

  boolean needsDevices() {
    return in.needsDevices() || out.needsDevices();
  }

  /** Whether the fast path has to take it; else it passes. */
  boolean isForwarded() {
    return listed && in.isReceived();
  }

  /** Returns the device that sends it. */
  String sender() {
    return in.device(way.sender());
  }

  /** The frame as its sender is given it. */
  byte[] sent() throws PacketTextException {
    return in.isSentByDevice() ? arriving("") : arriving(in.words());
  }

  /** The frame as it comes in. */
  byte[] arriving() throws PacketTextException {
    return arriving(in.words());
  }

  private byte[] arriving(String words) throws PacketTextException {
    return frame(words + " ttl 64", WireNetwork.mac(way.port()), SENDER).bytes();
  }

  /** The frame behind the router: TTL less one, MAC addresses and tags of the egress device. */
  byte[] expected() throws PacketTextException {
    String tags = isForwarded() ? out.wordsByTheFastPath(in) : out.wordsByTheKernel();
    MacAddress own = WireNetwork.mac(out.device(way.wire()));
    return frame(tags + " ttl 63", WireNetwork.neighbour(way, out), own).bytes();
  }

  private Frame frame(String words, MacAddress destination, MacAddress source)
      throws PacketTextException {
    String net = (listed ? "2" : "4") + way.group();
    String ends =
        switch (family) {
          case V4 -> "10.10.0.9:%d > 10.%s.%d.9:53".formatted(number(), net, out.number());
          case V6 ->
              "[2001:db8:10::9]:%d > [2001:db8:%s:%d::9]:53".formatted(number(), net, out.number());
        };
    return PacketText.parse("udp " + ends + " len 32 " + words, new Macs(destination, source));
  }

  @Override
  public String toString() {
    return "%s to %s, %s, %s, %s".formatted(in, out, family, way, listed ? "listed" : "not listed");
  }
}
