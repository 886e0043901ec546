package io.packetframe.packet;

/**
 * Which part of an IPv4 packet a packet is.
 *
 * @param reserved the bit that must be zero
 * @param dontFragment DF
 * @param more MF: further parts follow
 * @param offset where the part begins, in bytes: a multiple of 8 up to 65528
 */
public record Fragment(boolean reserved, boolean dontFragment, boolean more, int offset) {
  /** The whole packet, which routers may fragment. */
  public static final Fragment WHOLE = new Fragment(false, false, false, 0);

  /** Checks the offset. */
  public Fragment {
    if (offset < 0 || offset > 0xfff8 || offset % 8 != 0) {
      throw new IllegalArgumentException("offset: a multiple of 8 up to 65528");
    }
  }

  static Fragment of(int bits) {
    return new Fragment(
        (bits & 0x8000) != 0, (bits & 0x4000) != 0, (bits & 0x2000) != 0, (bits & 0x1fff) * 8);
  }

  int bits() {
    return (reserved ? 0x8000 : 0) | (dontFragment ? 0x4000 : 0) | (more ? 0x2000 : 0) | offset / 8;
  }
}
