package io.packetframe.host;

/**
 * Room in a file system, as {@code df} has it.
 *
 * @param totalBytes all of it
 * @param usedBytes what is taken; what is kept for root counts neither as taken nor as available
 * @param availableBytes what an ordinary user can still fill
 */
public record Space(long totalBytes, long usedBytes, long availableBytes) {

  /** Checks the numbers. */
  public Space {
    if (totalBytes < 0 || usedBytes < 0 || availableBytes < 0) {
      throw new IllegalArgumentException(
          "space below 0: " + totalBytes + ", " + usedBytes + ", " + availableBytes);
    }
  }

  /** Returns how full it is for an ordinary user, 0 to 1; a file system without room is full. */
  public double usedShare() {
    long reachable = usedBytes + availableBytes;
    return reachable == 0 ? 1 : (double) usedBytes / reachable;
  }
}
