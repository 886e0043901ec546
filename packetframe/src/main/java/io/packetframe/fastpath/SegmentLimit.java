package io.packetframe.fastpath;

import io.packetframe.bpf.Codec;
import java.nio.ByteBuffer;

/**
 * Value of {@code MSS_CLAMP_V4} and {@code MSS_CLAMP_V6}.
 *
 * @param mss the largest segment to let through, bytes, 0 to 65535
 * @param egress ifindex of the only egress that it applies to, as the route names it; 0: to all
 */
public record SegmentLimit(int mss, int egress) {
  /** {@code struct mss_clamp}, 8 bytes. */
  public static final Codec<SegmentLimit> CODEC = new ValueCodec();

  /** The value of {@code MSS_CLAMP_BY_IFACE}: {@code __u16}, 0 to 65535. */
  public static final Codec<Integer> BARE = new BareCodec();

  /** Checks the range. */
  public SegmentLimit {
    checkSize(mss);
  }

  private static void checkSize(int mss) {
    if (mss < 0 || mss > 0xffff) {
      throw new IllegalArgumentException("mss: 0 to 65535, not " + mss);
    }
  }

  private record ValueCodec() implements Codec<SegmentLimit> {
    private static final int ZERO = 2;
    private static final int EGRESS = 4;

    @Override
    public int size() {
      return 8;
    }

    @Override
    public void encode(SegmentLimit value, ByteBuffer memory, int offset) {
      memory.putShort(offset, (short) value.mss);
      memory.putShort(offset + ZERO, (short) 0);
      memory.putInt(offset + EGRESS, value.egress);
    }

    @Override
    public SegmentLimit decode(ByteBuffer memory, int offset) {
      return new SegmentLimit(
          Short.toUnsignedInt(memory.getShort(offset)), memory.getInt(offset + EGRESS));
    }
  }

  private record BareCodec() implements Codec<Integer> {
    @Override
    public int size() {
      return Short.BYTES;
    }

    @Override
    public void encode(Integer value, ByteBuffer memory, int offset) {
      checkSize(value);
      memory.putShort(offset, value.shortValue());
    }

    @Override
    public Integer decode(ByteBuffer memory, int offset) {
      return Short.toUnsignedInt(memory.getShort(offset));
    }
  }
}
