package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.UsableCpus;
import io.packetframe.host.linux.CgroupLimits.CpuBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many CPUs this process can use: the least of affinity, CPU sets and quotas. */
final class UsableCpusReader {
  private static final String STATUS = "/proc/self/status";

  private final HostFiles files;

  UsableCpusReader(HostFiles files) {
    this.files = files;
  }

  Fact<UsableCpus> of(List<Integer> online) {
    if (online.isEmpty()) {
      return Fact.unknown("no CPU is online");
    }
    UsableCpus usable = new UsableCpus(online.size(), "CPUs online");
    Optional<List<Integer>> allowed =
        files.read(STATUS).optional().flatMap(UsableCpusReader::allowed);
    if (allowed.isPresent()) {
      // The affinity may name CPUs that are offline.
      List<Integer> both = new ArrayList<>(online);
      both.retainAll(allowed.get());
      usable = lower(usable, both.size(), "the affinity of this process");
    }
    Optional<CpuBound> bound = new CgroupLimits(files).cpus().optional().flatMap(found -> found);
    return Fact.known(
        bound.isPresent() ? lower(usable, bound.get().count(), bound.get().file()) : usable);
  }

  private static UsableCpus lower(UsableCpus usable, double count, String because) {
    return count > 0 && count < usable.count() ? new UsableCpus(count, because) : usable;
  }

  static Optional<List<Integer>> allowed(String status) {
    return CpuNumbers.parse(StatusField.of(status, "Cpus_allowed_list"))
        .filter(cpus -> !cpus.isEmpty());
  }
}
