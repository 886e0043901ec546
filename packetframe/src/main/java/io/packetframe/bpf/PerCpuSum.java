package io.packetframe.bpf;

import java.util.List;

/** What the counters of all CPUs make together. */
public final class PerCpuSum {
  private PerCpuSum() {}

  /** Returns the sum per counter of the blocks of all CPUs; wraps around at 2^64 as C does. */
  public static long[] of(List<long[]> blocks) {
    long[] sum = new long[blocks.isEmpty() ? 0 : blocks.get(0).length];
    for (long[] block : blocks) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += block[i];
      }
    }
    return sum;
  }
}
