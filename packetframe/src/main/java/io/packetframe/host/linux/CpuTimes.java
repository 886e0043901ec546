package io.packetframe.host.linux;

import io.packetframe.host.CpuLoad;
import io.packetframe.host.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /proc/stat}: how long the CPUs did what, since they were started.
 *
 * @param all of all CPUs together
 * @param each by the number of the logical CPU
 */
record CpuTimes(Times all, Map<Integer, Times> each) {
  private static final String PATH = "/proc/stat";

  /** user, nice, system, idle, iowait, irq, softirq, steal. */
  private static final int COLUMNS = 8;

  private static final int IDLE = 3;
  private static final int IO_WAIT = 4;

  CpuTimes {
    each = Map.copyOf(each);
  }

  /**
   * Ticks of the kernel's clock.
   *
   * @param busy time that is neither idle nor waiting for storage
   * @param total all time
   */
  record Times(long busy, long total) {

    /** Returns the share that was busy since an earlier moment, if there was any time at all. */
    Optional<Double> shareSince(Times earlier) {
      long passed = total - earlier.total;
      long worked = busy - earlier.busy;
      // The kernel's idle counters may go back a little, and all of them when a CPU was offline.
      return passed <= 0 || worked < 0
          ? Optional.empty()
          : Optional.of(Math.min(1.0, (double) worked / passed));
    }
  }

  static Reading<CpuTimes> read(HostFiles files) {
    return files.read(PATH).parse(PATH, "CPU times", CpuTimes::parse);
  }

  static Optional<CpuTimes> parse(String text) {
    Optional<Times> all = Optional.empty();
    Map<Integer, Times> each = new HashMap<>();
    int start = 0;
    // The lines of the CPUs are the first; a line of interrupts behind them may be a megabyte.
    while (text.startsWith("cpu", start)) {
      int end = text.indexOf('\n', start);
      List<String> columns = Columns.of(text.substring(start, end < 0 ? text.length() : end));
      Optional<Times> times = times(columns);
      if (times.isEmpty()) {
        return Optional.empty();
      }
      String number = columns.getFirst().substring("cpu".length());
      if (number.isEmpty()) {
        all = times;
      } else {
        Optional<Times> known = times;
        Attributes.parseNatural(number).ifPresent(cpu -> each.put(cpu.intValue(), known.get()));
      }
      start = end < 0 ? text.length() : end + 1;
    }
    return all.map(it -> new CpuTimes(it, each));
  }

  /** Guest time, in the columns behind these, is inside user time: added, it would count twice. */
  private static Optional<Times> times(List<String> columns) {
    long total = 0;
    long rest = 0;
    for (int i = 0; i < COLUMNS; i++) {
      // Kernels before 2.6.11 had fewer columns.
      Optional<Long> ticks =
          i + 1 < columns.size() ? Attributes.parseNatural(columns.get(i + 1)) : Optional.of(0L);
      if (ticks.isEmpty()) {
        return Optional.empty();
      }
      total += ticks.get();
      rest += i == IDLE || i == IO_WAIT ? ticks.get() : 0;
    }
    return Optional.of(new Times(total - rest, total));
  }

  /** Returns how busy the CPUs were since an earlier moment. */
  Fact<CpuLoad> loadSince(CpuTimes earlier) {
    Optional<Double> share = all.shareSince(earlier.all);
    if (share.isEmpty()) {
      return Fact.unknown("not yet: the kernel's clock has not moved since the previous sample");
    }
    Map<Integer, Double> shares = new HashMap<>();
    for (Map.Entry<Integer, Times> cpu : each.entrySet()) {
      Times before = earlier.each.get(cpu.getKey());
      if (before != null) {
        cpu.getValue().shareSince(before).ifPresent(it -> shares.put(cpu.getKey(), it));
      }
    }
    return Fact.known(new CpuLoad(share.get(), shares));
  }
}
