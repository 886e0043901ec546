package io.packetframe.sys.bsd;

/** How a system is told which way the frames go that a device shows. */
public enum BpfDirections {
  /** 0 in, 1 both, 2 out: BIOCSDIRECTION. */
  CHOSEN,
  /** Bit 0 drops what comes in, bit 1 what goes out: BIOCSDIRFILT. */
  DROPPED,
  /** 0 in, 1 both: BIOCSSEESENT. What goes out cannot be had alone. */
  SENT_TOO;

  /** What to see of an interface. */
  public enum Seen {
    IN,
    OUT,
    BOTH
  }

  /** Tells whether the system can show what goes out without what comes in. */
  public boolean canSeeOutAlone() {
    return this != SENT_TOO;
  }

  /**
   * Returns the value of the request.
   *
   * @throws IllegalArgumentException for {@code OUT} where that cannot be had alone
   */
  public int value(Seen seen) {
    return switch (this) {
      case CHOSEN ->
          switch (seen) {
            case IN -> 0;
            case BOTH -> 1;
            case OUT -> 2;
          };
      case DROPPED ->
          switch (seen) {
            case BOTH -> 0;
            case OUT -> 1;
            case IN -> 2;
          };
      case SENT_TOO ->
          switch (seen) {
            case IN -> 0;
            case BOTH -> 1;
            case OUT -> throw new IllegalArgumentException("no system shows OUT by SEESENT");
          };
    };
  }
}
