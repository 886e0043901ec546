package io.packetframe.packet;

/**
 * The text of a packet in one line, as in {@code udp 10.0.0.1:5 > 192.0.2.9:53 vlan 100}. The
 * grammar stands in the description of this package.
 */
public final class PacketText {
  private PacketText() {}

  /**
   * Reads a text.
   *
   * @param macs the MAC addresses of a text that does not say {@code from} or {@code to}
   * @throws PacketTextException with the place and, where it can be guessed, what was meant
   */
  public static Frame parse(String text, Macs macs) throws PacketTextException {
    return new PacketParser(text, macs).parse();
  }

  /**
   * Returns a text that {@link #parse} makes a frame with the same bytes from: for every frame
   * there is.
   *
   * @param macs the MAC addresses that need not be said
   */
  public static String format(Frame frame, Macs macs) {
    return switch (frame) {
      case RawFrame raw -> "hex " + raw.content();
      case Packet packet -> new PacketFormat(packet, macs).text();
    };
  }
}
