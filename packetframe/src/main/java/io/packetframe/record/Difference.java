package io.packetframe.record;

/**
 * One difference between an accepted record and a new one.
 *
 * @param kind what it means
 * @param subject what differs, for example {@code capability map.ringbuf}
 * @param was in the accepted record; empty if it was not there
 * @param is in the new one; empty if it is no longer there
 */
public record Difference(Kind kind, String subject, String was, String is) {
  /** What a difference means, the worst first. */
  public enum Kind {
    /** A test fails, or a required capability is not there, and that was not so before. */
    FAILED(true),
    /** It was better: an advisory capability that is gone, a test that does not run any more. */
    REGRESSED(true),
    /** It did not pass and does now. */
    IMPROVED(false),
    /** It is new, and no failure. */
    APPEARED(false),
    /** It was there; now nobody looked. */
    VANISHED(true),
    /** It is another, neither better nor worse. */
    CHANGED(false);

    private final boolean regression;

    Kind(boolean regression) {
      this.regression = regression;
    }

    /** Tells whether it must not happen unseen. */
    public boolean isRegression() {
      return regression;
    }
  }

  /** Returns the difference in a line. */
  public String describe() {
    String word = kind.name().toLowerCase(java.util.Locale.ROOT);
    return switch (kind) {
      case FAILED -> "new failure: " + subject + ": " + (was.isEmpty() ? "" : was + " -> ") + is;
      case REGRESSED, IMPROVED, CHANGED -> word + ": " + subject + ": " + was + " -> " + is;
      case VANISHED -> word + ": " + subject + " (was " + was + ")";
      case APPEARED -> word + ": " + subject + " (" + is + ")";
    };
  }
}
