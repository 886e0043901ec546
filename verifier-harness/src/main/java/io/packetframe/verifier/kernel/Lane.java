package io.packetframe.verifier.kernel;

import java.util.Arrays;
import java.util.Locale;

/** How much depends on a line of kernels. */
public enum Lane {
  /** Every submission runs it. */
  STANDARD,
  /** It runs when it is asked for, and counts. */
  REQUIRED,
  /** It runs when it is asked for, and only tells: neither its verdict nor its absence counts. */
  ADVISORY;

  static Lane of(String word) {
    return Arrays.stream(values())
        .filter(it -> it.toString().equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no lane '" + word + "'" + ", one of " + words()));
  }

  private static String words() {
    return Arrays.toString(values());
  }

  /** Tells whether what comes of it may change an exit code. */
  public boolean counts() {
    return this != ADVISORY;
  }

  /** Returns it as the catalogue spells it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
