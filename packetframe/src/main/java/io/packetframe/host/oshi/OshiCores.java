package io.packetframe.host.oshi;

import io.packetframe.host.CpuCore;
import io.packetframe.host.CpuKind;
import io.packetframe.host.CpuPackage;
import io.packetframe.host.Fact;
import io.packetframe.host.OperatingSystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.LogicalProcessor;
import oshi.hardware.CentralProcessor.PhysicalProcessor;
import oshi.hardware.CentralProcessor.ProcessorIdentifier;

/**
 * Cores, by package and by kind.
 *
 * <p>A CPU's number is its place in OSHI's list: that is how its load is told, and Windows begins
 * anew in each group of 64.
 */
final class OshiCores {
  private final OperatingSystem system;
  private final CentralProcessor processor;
  private final List<LogicalProcessor> cpus;

  OshiCores(OperatingSystem system, CentralProcessor processor) {
    this.system = system;
    this.processor = processor;
    this.cpus = processor.getLogicalProcessors();
  }

  private record Place(int socket, int core) {}

  Fact<List<CpuPackage>> packages() {
    Map<Integer, NavigableMap<Integer, List<Integer>>> sockets = new TreeMap<>();
    for (int i = 0; i < cpus.size(); i++) {
      LogicalProcessor cpu = cpus.get(i);
      sockets
          .computeIfAbsent(cpu.getPhysicalPackageNumber(), _ -> new TreeMap<>())
          .computeIfAbsent(cpu.getPhysicalProcessorNumber(), _ -> new ArrayList<>())
          .add(i);
    }
    List<CpuPackage> packages = new ArrayList<>();
    sockets.forEach(
        (number, cores) ->
            packages.add(
                new CpuPackage(
                    number >= 0
                        ? Fact.known(number)
                        : Fact.unknown("OSHI does not know the number of the package"),
                    cores.values().stream().map(CpuCore::new).toList())));
    return packages.isEmpty() ? Fact.unknown("OSHI tells of no CPUs") : Fact.known(packages);
  }

  /** The strongest kind first. */
  Fact<List<CpuKind>> kinds() {
    if (cpus.isEmpty()) {
      return Fact.unknown("OSHI tells of no CPUs");
    }
    NavigableMap<Integer, List<Integer>> classes = byEfficiencyClass().descendingMap();
    List<CpuKind> kinds = new ArrayList<>();
    for (Map.Entry<Integer, List<Integer>> each : classes.entrySet()) {
      kinds.add(kind(each.getKey(), each.getValue(), classes));
    }
    return Fact.known(kinds);
  }

  private CpuKind kind(
      int efficiencyClass, List<Integer> members, NavigableMap<Integer, List<Integer>> classes) {
    ProcessorIdentifier identifier = processor.getProcessorIdentifier();
    Frequencies frequencies = new Frequencies(system, identifier.getVendor());
    boolean isOnly = classes.size() == 1;
    boolean isStrongest = classes.firstKey() == efficiencyClass;
    Fact<Long> notOfThese = Fact.unknown("OSHI tells it of the strongest cores alone");
    return new CpuKind(
        Told.text(identifier.getName(), "the name of the processor"),
        isOnly ? Optional.empty() : role(efficiencyClass, classes),
        Fact.unknown("OSHI does not tell how strong a core is"),
        members,
        isOnly
            ? frequencies.of(identifier.getVendorFreq(), "the frequency that its maker promises")
            : notOfThese,
        current(members.getFirst(), frequencies),
        isStrongest ? frequencies.of(processor.getMaxFreq(), "the highest frequency") : notOfThese);
  }

  private static Optional<String> role(
      int efficiencyClass, NavigableMap<Integer, List<Integer>> classes) {
    if (classes.firstKey() == efficiencyClass) {
      return Optional.of("performance");
    }
    return classes.lastKey() == efficiencyClass ? Optional.of("efficiency") : Optional.empty();
  }

  private Fact<Long> current(int cpu, Frequencies frequencies) {
    long[] all = processor.getCurrentFreq();
    return cpu < all.length
        ? frequencies.of(all[cpu], "the frequency at this moment")
        : Fact.unknown("OSHI tells no frequency of CPU " + cpu);
  }

  /** A core that OSHI tells no class of is as the least of them. */
  private NavigableMap<Integer, List<Integer>> byEfficiencyClass() {
    Map<Place, Integer> classes = new HashMap<>();
    for (PhysicalProcessor core : processor.getPhysicalProcessors()) {
      classes.put(
          new Place(core.getPhysicalPackageNumber(), core.getPhysicalProcessorNumber()),
          core.getEfficiency());
    }
    NavigableMap<Integer, List<Integer>> members = new TreeMap<>();
    for (int i = 0; i < cpus.size(); i++) {
      LogicalProcessor cpu = cpus.get(i);
      Place place = new Place(cpu.getPhysicalPackageNumber(), cpu.getPhysicalProcessorNumber());
      members.computeIfAbsent(classes.getOrDefault(place, 0), _ -> new ArrayList<>()).add(i);
    }
    return members;
  }
}
