package io.packetframe.fastpath;

import io.packetframe.bpf.Codec;
import java.nio.ByteBuffer;

/**
 * Value of {@code EGRESS_PORTS}, whose key is the ifindex of a redirect target.
 *
 * @param longestFrame what a redirect to it takes: mtu + hard_header_len + 4, bytes
 * @param sendsFragments whether it sends frames in several buffers (NETDEV_XDP_ACT_NDO_XMIT_SG)
 */
public record EgressPort(int longestFrame, boolean sendsFragments) {
  /** {@code struct egress_port}, 8 bytes. */
  public static final Codec<EgressPort> CODEC = new ValueCodec();

  /** {@code enum egress_flag}. */
  private static final int EGRESS_FRAGS = 1;

  static int flags(boolean sendsFragments) {
    return sendsFragments ? EGRESS_FRAGS : 0;
  }

  static boolean sendsFragments(int flags) {
    return (flags & EGRESS_FRAGS) != 0;
  }

  private record ValueCodec() implements Codec<EgressPort> {
    private static final int FLAGS = 4;

    @Override
    public int size() {
      return 8;
    }

    @Override
    public void encode(EgressPort value, ByteBuffer memory, int offset) {
      memory.putInt(offset, value.longestFrame);
      memory.putInt(offset + FLAGS, flags(value.sendsFragments));
    }

    @Override
    public EgressPort decode(ByteBuffer memory, int offset) {
      return new EgressPort(
          memory.getInt(offset), EgressPort.sendsFragments(memory.getInt(offset + FLAGS)));
    }
  }
}
