package io.packetframe.daemon;

import java.util.Optional;

/**
 * What the kernel's packet queues have counted, all CPUs together ({@code /proc/net/softnet_stat}).
 *
 * @param processed frames taken off the queues
 * @param dropped frames for which a queue had no room
 * @param squeezed times that work was left because the time was up
 */
record SoftnetStatistics(long processed, long dropped, long squeezed) {
  static final String PATH = "/proc/net/softnet_stat";

  private static final int HEXADECIMAL = 16;

  /** Parses the file, one line for each CPU; empty if a line is no such line, or there is none. */
  static Optional<SoftnetStatistics> parse(String text) {
    long[] sums = new long[3];
    for (String line : text.strip().split("\n", -1)) {
      String[] words = line.strip().split(" ", -1);
      if (words.length < sums.length) {
        return Optional.empty();
      }
      try {
        for (int i = 0; i < sums.length; i++) {
          sums[i] += Long.parseLong(words[i], HEXADECIMAL);
        }
      } catch (NumberFormatException _) {
        return Optional.empty();
      }
    }
    return Optional.of(new SoftnetStatistics(sums[0], sums[1], sums[2]));
  }
}
