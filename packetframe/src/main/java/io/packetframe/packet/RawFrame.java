package io.packetframe.packet;

/**
 * Bytes that no {@link Packet} describes exactly.
 *
 * @param content all of them
 */
public record RawFrame(Bytes content) implements Frame {
  @Override
  public byte[] bytes() {
    return content.array();
  }
}
