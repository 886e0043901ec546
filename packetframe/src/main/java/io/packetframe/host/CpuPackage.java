package io.packetframe.host;

import java.util.List;

/**
 * A socket: what is bought as one processor.
 *
 * @param number the kernel's number of it; some machines do not tell
 */
public record CpuPackage(Fact<Integer> number, List<CpuCore> cores) {

  /** Copies the list. */
  public CpuPackage {
    cores = List.copyOf(cores);
  }
}
