package io.packetframe.sys.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How many processors this kernel could ever have, which is how many values a per-CPU map holds per
 * key. Online processors may be fewer; with their number the kernel would write past our memory.
 *
 * @param count at least 1
 */
public record PossibleCpus(int count) {
  /** No kernel is built for more (CONFIG_NR_CPUS is at most 8192 on any architecture of ours). */
  private static final int MAX = 8192;

  private static final Path FILE = Path.of("/sys/devices/system/cpu/possible");

  public PossibleCpus {
    if (count < 1 || count > MAX) {
      throw new IllegalArgumentException("possible CPUs: " + count + " is not in 1.." + MAX);
    }
  }

  /** Reads this kernel's. */
  public static PossibleCpus ofThisHost() throws IOException {
    try {
      return parse(Files.readString(FILE));
    } catch (IllegalArgumentException e) {
      throw new IOException(FILE + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads the kernel's list format, e.g. {@code 0-3,8-11}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static PossibleCpus parse(String text) {
    int count = 0;
    int next = 0;
    for (String range : text.strip().split(",", -1)) {
      int dash = range.indexOf('-');
      int first = number(dash < 0 ? range : range.substring(0, dash));
      int last = dash < 0 ? first : number(range.substring(dash + 1));
      if (first < next || last < first) {
        throw new IllegalArgumentException("CPU ranges not in ascending order: " + text.strip());
      }
      count += last - first + 1;
      next = last + 1;
    }
    return new PossibleCpus(count);
  }

  private static int number(String digits) {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      value = value * 10 + c - '0';
      if (c < '0' || c > '9' || value > MAX) {
        throw new IllegalArgumentException("not the number of a CPU: " + digits);
      }
    }
    if (digits.isEmpty()) {
      throw new IllegalArgumentException("a CPU number is missing");
    }
    return value;
  }
}
