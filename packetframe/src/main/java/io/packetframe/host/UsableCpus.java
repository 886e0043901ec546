package io.packetframe.host;

/**
 * How many CPUs this process can keep busy at the same time.
 *
 * @param count above 0; a fraction where a quota gives a part of one
 * @param because what sets the bound
 */
public record UsableCpus(double count, String because) {

  /** Checks the number. */
  public UsableCpus {
    if (!(count > 0)) {
      throw new IllegalArgumentException("usable CPUs are not positive: " + count);
    }
  }
}
