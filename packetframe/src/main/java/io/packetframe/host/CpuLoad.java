package io.packetframe.host;

import java.util.Map;

/**
 * The share of time in which CPUs were busy, 0 to 1 each.
 *
 * @param all of all CPUs together
 * @param each of each logical CPU by its number; those that came or went in between are not there
 */
public record CpuLoad(double all, Map<Integer, Double> each) {

  /** Copies the map. */
  public CpuLoad {
    each = Map.copyOf(each);
  }
}
