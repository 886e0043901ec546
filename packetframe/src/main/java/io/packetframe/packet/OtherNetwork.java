package io.packetframe.packet;

/**
 * A protocol that we have no names for.
 *
 * @param etherType its 16 bits
 * @param data what it carries
 */
public record OtherNetwork(int etherType, Bytes data) implements Network {
  /** Checks the range. */
  public OtherNetwork {
    if (etherType >>> 16 != 0) {
      throw new IllegalArgumentException("etherType: 16 bits");
    }
  }

  @Override
  public void write(FrameWriter out, Packet frame) {
    out.bytes(data.array());
  }
}
