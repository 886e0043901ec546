package io.packetframe.host;

import java.util.List;
import java.util.Optional;

/**
 * A sort of cores.
 *
 * @param model the name of the design, as its maker has it
 * @param role {@code performance} or {@code efficiency}, where the kernel tells them apart by name
 * @param capacity how much such a core does, of 1024 for the strongest of this machine
 * @param cpus the logical CPUs of this sort, ascending
 * @param baseHertz the frequency that its maker promises
 * @param currentHertz the frequency of the first of them at this moment
 * @param maximumHertz the highest frequency that one core may reach
 */
public record CpuKind(
    Fact<String> model,
    Optional<String> role,
    Fact<Integer> capacity,
    List<Integer> cpus,
    Fact<Long> baseHertz,
    Fact<Long> currentHertz,
    Fact<Long> maximumHertz) {

  /** Copies the list. */
  public CpuKind {
    cpus = List.copyOf(cpus);
  }
}
