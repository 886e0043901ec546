package io.packetframe.host.linux;

import io.packetframe.host.Cpu;
import io.packetframe.host.CpuKind;
import io.packetframe.host.Fact;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together what the kernel says of the processors. */
final class CpuReader {
  private final HostFiles files;
  private final Attributes attributes;

  CpuReader(HostFiles files) {
    this.files = files;
    this.attributes = new Attributes(files);
  }

  Cpu read() {
    Fact<CpuInfo> info = CpuInfo.read(files).fact();
    CpuTopology topology = new CpuTopology(files);
    // Where sysfs is not mounted, the CPUs that run are those of /proc.
    Fact<List<Integer>> online =
        topology.online().or(info.map(it -> List.copyOf(it.lines().keySet())));
    return new Cpu(
        attributes
            .text("/proc/sys/kernel/arch")
            .or(info.flatMap(it -> new CpuNames(it).architecture())),
        info.flatMap(it -> new CpuNames(it).vendor(it.first())),
        online.map(cpus -> kinds(cpus, info.optional())),
        topology.packages(),
        online.flatMap(new CpuCaches(files)::of),
        new NumaNodes(files).read(),
        online.flatMap(new UsableCpusReader(files)::of),
        info.flatMap(new VirtualisationReader(files)::read));
  }

  private List<CpuKind> kinds(List<Integer> online, Optional<CpuInfo> info) {
    Map<Integer, String> roles = roles();
    Map<String, List<Integer>> sorts = new LinkedHashMap<>();
    for (int cpu : online) {
      // A text, not a record: the hash code of a record is made by code that is generated at start.
      String sort =
          String.join(
              "\n",
              words(model(cpu, info)),
              roles.getOrDefault(cpu, ""),
              words(capacity(cpu).map(String::valueOf)));
      sorts.computeIfAbsent(sort, _ -> new ArrayList<>()).add(cpu);
    }
    CpuFrequencies frequencies = new CpuFrequencies(files, info);
    List<CpuKind> kinds = new ArrayList<>();
    for (List<Integer> cpus : sorts.values()) {
      int first = cpus.getFirst();
      kinds.add(
          new CpuKind(
              model(first, info),
              Optional.ofNullable(roles.get(first)),
              capacity(first),
              cpus,
              frequencies.base(first),
              frequencies.current(first),
              frequencies.maximum(first)));
    }
    return kinds;
  }

  private static String words(Fact<String> fact) {
    return fact.optional().orElse("");
  }

  /** Reads which CPUs of an x86 processor with two sorts of cores are of which. */
  private Map<Integer, String> roles() {
    Map<Integer, String> roles = new LinkedHashMap<>();
    for (int cpu : attributes.cpus("/sys/devices/cpu_core/cpus").optional().orElse(List.of())) {
      roles.put(cpu, "performance");
    }
    for (int cpu : attributes.cpus("/sys/devices/cpu_atom/cpus").optional().orElse(List.of())) {
      roles.put(cpu, "efficiency");
    }
    return roles;
  }

  private static Fact<String> model(int cpu, Optional<CpuInfo> info) {
    return info.map(it -> new CpuNames(it).model(cpu))
        .orElseGet(() -> Fact.unknown("/proc/cpuinfo cannot be read"));
  }

  private Fact<Integer> capacity(int cpu) {
    Fact<Integer> capacity =
        attributes.small(CpuTopology.DIRECTORY + "/cpu" + cpu + "/cpu_capacity");
    return capacity.or(Fact.unknown("the kernel tells no capacities of CPUs"));
  }
}
