package io.packetframe.host;

import java.util.List;

/**
 * A cache.
 *
 * @param level 1 is nearest to the core
 * @param content what it holds
 * @param cpus the logical CPUs that share it, ascending; a system that does not tell them tells of
 *     one cache of each sort, however many there are
 */
public record CpuCache(int level, Content content, Fact<Long> bytes, Fact<List<Integer>> cpus) {

  /** What a cache holds. */
  public enum Content {
    DATA,
    INSTRUCTION,
    UNIFIED
  }

  /** Copies the list. */
  public CpuCache {
    cpus = cpus.map(List::copyOf);
  }
}
