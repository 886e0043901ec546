package io.packetframe.host;

import java.util.Optional;

/**
 * The share of time that was lost waiting for a resource (Linux: PSI).
 *
 * @param some at least one task waited
 * @param full all tasks waited; not every kernel tells it for CPUs
 */
public record Pressure(Averages some, Optional<Averages> full) {

  /** Shares of the last 10, 60 and 300 seconds, 0 to 1 each. */
  public record Averages(double ten, double sixty, double threeHundred) {}
}
