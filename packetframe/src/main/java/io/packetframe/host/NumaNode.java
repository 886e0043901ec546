package io.packetframe.host;

import java.util.List;

/**
 * Memory and the CPUs that are near to it.
 *
 * @param cpus its logical CPUs, ascending; a node of memory alone has none
 */
public record NumaNode(int number, List<Integer> cpus, Fact<Long> bytes) {

  /** Copies the list. */
  public NumaNode {
    cpus = List.copyOf(cpus);
  }
}
