package io.packetframe.host.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kernel's list format: {@code 0-3,8-11}. */
final class CpuNumbers {
  /** No kernel is built for more (CONFIG_NR_CPUS). */
  private static final int MAX = 8192;

  private CpuNumbers() {}

  /** Parses an ascending list, which may be empty; empty result for anything else. */
  static Optional<List<Integer>> parse(String text) {
    List<Integer> numbers = new ArrayList<>();
    String list = text.strip();
    if (list.isEmpty()) {
      return Optional.of(List.of());
    }
    for (String range : list.split(",", -1)) {
      int dash = range.indexOf('-');
      int first = number(dash < 0 ? range : range.substring(0, dash));
      int last = dash < 0 ? first : number(range.substring(dash + 1));
      int next = numbers.isEmpty() ? 0 : numbers.getLast() + 1;
      if (first < next || last < first) {
        return Optional.empty();
      }
      for (int i = first; i <= last; i++) {
        numbers.add(i);
      }
    }
    return Optional.of(List.copyOf(numbers));
  }

  /** Returns -1 for what is no number of a CPU. */
  private static int number(String digits) {
    if (digits.isEmpty() || digits.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value < MAX ? value : -1;
  }
}
