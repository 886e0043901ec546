package io.packetframe.config;

import java.time.Duration;

/**
 * When to stop forwarding: after {@code threshold} windows in a row in each of which more than
 * {@code dropRatio} of the matched packets were lost.
 *
 * @param dropRatio 0 to below 1; a ratio of 1 could never be exceeded
 * @param window at least a second
 * @param threshold 1 to 4294967295
 */
public record CircuitBreaker(double dropRatio, Duration window, long threshold) {
  /** Checks the three. */
  public CircuitBreaker {
    if (!(dropRatio >= 0 && dropRatio < 1)) {
      throw new IllegalArgumentException("dropRatio: 0 to below 1");
    }
    if (window.toSeconds() < 1) {
      throw new IllegalArgumentException("window: at least a second");
    }
    if (threshold < 1 || threshold > 0xffff_ffffL) {
      throw new IllegalArgumentException("threshold: 1 to 4294967295");
    }
  }
}
