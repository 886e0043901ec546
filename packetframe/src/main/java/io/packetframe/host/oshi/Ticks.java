package io.packetframe.host.oshi;

import io.packetframe.host.CpuLoad;
import io.packetframe.host.Fact;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import oshi.hardware.CentralProcessor.TickType;

/** How long the CPUs did what: ticks by the place of each {@link TickType}. */
final class Ticks {
  private final long[] all;
  private final long[][] each;

  /** Takes the ticks of all CPUs together, and of each; OSHI makes both anew for each answer. */
  Ticks(long[] all, long[][] each) {
    this.all = all;
    this.each = each;
  }

  /** Returns how busy the CPUs were since an earlier moment. */
  Fact<CpuLoad> loadSince(Ticks earlier) {
    if (sum(all) == 0) {
      return Fact.unknown("OSHI says 0 of all times of the CPUs: the system's counters are off");
    }
    Optional<Double> share = share(earlier.all, all);
    if (share.isEmpty()) {
      return Fact.unknown("not yet: the CPUs' clocks have not moved since the previous sample");
    }
    Map<Integer, Double> shares = new HashMap<>();
    for (int i = 0; i < Math.min(each.length, earlier.each.length); i++) {
      int cpu = i;
      share(earlier.each[i], each[i]).ifPresent(it -> shares.put(cpu, it));
    }
    return Fact.known(new CpuLoad(share.get(), shares));
  }

  private static Optional<Double> share(long[] before, long[] after) {
    long passed = sum(after) - sum(before);
    long worked = passed - (rest(after) - rest(before));
    return passed <= 0 || worked < 0
        ? Optional.empty()
        : Optional.of(Math.min(1.0, (double) worked / passed));
  }

  private static long rest(long[] ticks) {
    return ticks[TickType.IDLE.getIndex()] + ticks[TickType.IOWAIT.getIndex()];
  }

  private static long sum(long[] ticks) {
    long sum = 0;
    for (long each : ticks) {
      sum += each;
    }
    return sum;
  }
}
