package io.packetframe.host;

import java.util.List;

/**
 * A core.
 *
 * @param cpus the logical CPUs that share it, ascending; two or more where it has several threads
 */
public record CpuCore(List<Integer> cpus) {

  /** Copies the list. */
  public CpuCore {
    cpus = List.copyOf(cpus);
  }
}
