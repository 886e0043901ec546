package io.packetframe.host.linux;

import java.util.Optional;

/**
 * A receive queue of an interface.
 *
 * @param number its number
 * @param steering the CPUs that RPS (receive packet steering) hands its packets to, as hexadecimal
 *     digits without commas; empty where the kernel has no RPS or hides the mask
 */
public record ReceiveQueue(int number, Optional<String> steering)
    implements Comparable<ReceiveQueue> {

  /** Parses {@code rps_cpus}: groups of eight digits with commas between. */
  static Optional<String> parseMask(String text) {
    StringBuilder digits = new StringBuilder();
    String mask = text.strip();
    for (int i = 0; i < mask.length(); i++) {
      char c = mask.charAt(i);
      if (c != ',') {
        if (Character.digit(c, 16) < 0) {
          return Optional.empty();
        }
        digits.append(c);
      }
    }
    return digits.isEmpty() ? Optional.empty() : Optional.of(digits.toString());
  }

  /** Tells whether any CPU is named; with none, packets stay on the CPU of the interrupt. */
  public boolean isSteered() {
    String mask = steering.orElse("");
    for (int i = 0; i < mask.length(); i++) {
      if (mask.charAt(i) != '0') {
        return true;
      }
    }
    return false;
  }

  @Override
  public int compareTo(ReceiveQueue other) {
    return Integer.compare(number, other.number);
  }
}
