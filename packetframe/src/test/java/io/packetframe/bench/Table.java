package io.packetframe.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rows of times, ours beside theirs, with their medians and the ratio. */
final class Table {
  private final String unit;
  private final double perUnit;

  /** Times come in nanoseconds and are printed in units of so many. */
  Table(String heading, String unit, double perUnit) {
    this.unit = unit;
    this.perUnit = perUnit;
    System.out.printf(Locale.ROOT, "%n%s%n%n", heading);
    System.out.printf(
        Locale.ROOT,
        "%-34s %8s %8s %8s   %8s %8s %8s   %s (%s)%n",
        "",
        "ours min",
        "median",
        "max",
        "libbpf",
        "median",
        "max",
        "ratio of medians",
        unit);
  }

  void row(String name, List<Long> ours, List<Long> theirs) {
    long[] own = sorted(ours);
    long[] other = sorted(theirs);
    System.out.printf(
        Locale.ROOT,
        "%-34s %8.2f %8.2f %8.2f   %8.2f %8.2f %8.2f   %.2f%n",
        name,
        own[0] / perUnit,
        median(own) / perUnit,
        own[own.length - 1] / perUnit,
        other[0] / perUnit,
        median(other) / perUnit,
        other[other.length - 1] / perUnit,
        (double) median(own) / median(other));
  }

  @Override
  public String toString() {
    return "table of " + unit;
  }

  private static long[] sorted(List<Long> times) {
    return times.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  private static long median(long[] sorted) {
    return sorted.length == 0
        ? 0
        : Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(0);
  }
}
