package io.packetframe.packet;

/**
 * A protocol that we have no names for, or the middle of one in a fragment.
 *
 * @param protocol its 8 bits
 * @param data what it carries
 */
public record OtherTransport(int protocol, Bytes data) implements Transport {
  /** Checks the range. */
  public OtherTransport {
    if (protocol >>> 8 != 0) {
      throw new IllegalArgumentException("protocol: 8 bits");
    }
  }

  @Override
  public void write(FrameWriter out, Ends ends) {
    out.bytes(data.array());
  }
}
