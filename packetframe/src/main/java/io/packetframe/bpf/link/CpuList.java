package io.packetframe.bpf.link;

import java.util.ArrayList;
import java.util.List;

/** The kernel's way to write down some of its CPUs, e.g. {@code 0-3,8}. */
final class CpuList {
  private static final int LARGEST = 8191;

  private CpuList() {}

  /**
   * Returns the numbers in their order.
   *
   * @throws IllegalArgumentException for anything else
   */
  static List<Integer> parse(String text) {
    List<Integer> cpus = new ArrayList<>();
    for (String range : text.strip().split(",", -1)) {
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
      if (first < 0 || last < first || last > LARGEST) {
        throw new IllegalArgumentException("not a list of CPUs: " + text);
      }
      for (int cpu = first; cpu <= last; cpu++) {
        cpus.add(cpu);
      }
    }
    return cpus;
  }
}
