package io.packetframe.host;

/**
 * Memory of the machine, and the bound of this process.
 *
 * @param totalBytes what the kernel has to give
 * @param availableBytes what programs could still get without swapping, as the kernel reckons
 * @param swapTotalBytes swap space; 0 is known to be none
 * @param swapUsedBytes what of it is in use
 * @param limit the lowest bound that holds this process
 * @param health how many errors its controllers have met, where they correct and count them
 */
public record Memory(
    Fact<Long> totalBytes,
    Fact<Long> availableBytes,
    Fact<Long> swapTotalBytes,
    Fact<Long> swapUsedBytes,
    Fact<MemoryLimit> limit,
    Fact<String> health) {

  /** Returns what cannot be got any more: all but what is available. */
  public Fact<Long> usedBytes() {
    return totalBytes.flatMap(total -> availableBytes.map(available -> total - available));
  }

  /** Returns how much this process may use at most: its bound, or all of the machine's. */
  public Fact<Long> effectiveBytes() {
    return limit.flatMap(
        bound -> totalBytes.map(total -> Math.min(total, bound.bytes().orElse(total))));
  }
}
