package io.packetframe.host.linux;

import io.packetframe.host.CpuCore;
import io.packetframe.host.CpuPackage;
import io.packetframe.host.Fact;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which logical CPUs are threads of one core, and which cores are in one package. */
final class CpuTopology {
  static final String DIRECTORY = "/sys/devices/system/cpu";

  private final Attributes attributes;

  CpuTopology(HostFiles files) {
    this.attributes = new Attributes(files);
  }

  /** Returns the CPUs that run. */
  Fact<List<Integer>> online() {
    return attributes.cpus(DIRECTORY + "/online");
  }

  Fact<List<CpuPackage>> packages() {
    return online().flatMap(this::packages);
  }

  private Fact<List<CpuPackage>> packages(List<Integer> online) {
    // -1 stands for a package that the kernel has no number of, as on some ARM boards.
    Map<Integer, List<CpuCore>> cores = new TreeMap<>();
    Set<Integer> seen = new HashSet<>();
    for (int cpu : online) {
      if (!seen.contains(cpu)) {
        Fact<List<Integer>> threads = threads(cpu);
        if (threads.optional().isEmpty()) {
          return Fact.unknown(threads.reason().orElseThrow());
        }
        seen.addAll(threads.optional().get());
        int number = attributes.small(topology(cpu) + "/physical_package_id").optional().orElse(-1);
        cores
            .computeIfAbsent(number, _ -> new ArrayList<>())
            .add(new CpuCore(threads.optional().get()));
      }
    }
    List<CpuPackage> packages = new ArrayList<>();
    for (Map.Entry<Integer, List<CpuCore>> each : cores.entrySet()) {
      packages.add(
          new CpuPackage(
              each.getKey() < 0
                  ? Fact.unknown("the kernel has no number of this package")
                  : Fact.known(each.getKey()),
              each.getValue()));
    }
    return Fact.known(packages);
  }

  private Fact<List<Integer>> threads(int cpu) {
    return attributes
        .cpus(topology(cpu) + "/core_cpus_list")
        .or(attributes.cpus(topology(cpu) + "/thread_siblings_list"));
  }

  private static String topology(int cpu) {
    return DIRECTORY + "/cpu" + cpu + "/topology";
  }
}
