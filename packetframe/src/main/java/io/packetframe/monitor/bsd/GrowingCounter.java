package io.packetframe.monitor.bsd;

/** A counter of the kernel that begins anew after 32 bits, as one of 64. */
final class GrowingCounter {
  private final long mask;
  private long last;
  private long total;

  /**
   * Counts from here on.
   *
   * @param first what the kernel's says now
   * @param width its bits: 32 or 64
   */
  GrowingCounter(long first, int width) {
    this.mask = width == Long.SIZE ? -1 : (1L << width) - 1;
    this.last = first;
  }

  /** Returns how far it went since the beginning; right as long as it is asked once a round. */
  long total(long now) {
    total += (now - last) & mask;
    last = now;
    return total;
  }
}
