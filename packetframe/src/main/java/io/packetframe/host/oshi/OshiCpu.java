package io.packetframe.host.oshi;

import io.packetframe.host.Cpu;
import io.packetframe.host.CpuCache;
import io.packetframe.host.Fact;
import io.packetframe.host.NumaNode;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.UsableCpus;
import io.packetframe.host.Virtualisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.LogicalProcessor;
import oshi.hardware.CentralProcessor.ProcessorCache;
import oshi.hardware.CentralProcessor.ProcessorIdentifier;
import oshi.hardware.HardwareAbstractionLayer;

/** Processors and what belongs to them. */
final class OshiCpu {
  private final OperatingSystem system;
  private final HardwareAbstractionLayer hardware;
  private final CentralProcessor processor;

  OshiCpu(OperatingSystem system, HardwareAbstractionLayer hardware) {
    this.system = system;
    this.hardware = hardware;
    this.processor = hardware.getProcessor();
  }

  Cpu read() {
    ProcessorIdentifier identifier = processor.getProcessorIdentifier();
    OshiCores cores = new OshiCores(system, processor);
    return new Cpu(
        architecture(identifier),
        Told.text(identifier.getVendor(), "who designed the processor"),
        cores.kinds(),
        cores.packages(),
        caches(),
        nodes(),
        Fact.known(
            new UsableCpus(
                Runtime.getRuntime().availableProcessors(), "what the Java runtime counts")),
        virtualisation());
  }

  /** The runtime's own: a wrong one where it is made for another processor, and emulated. */
  private static Fact<String> architecture(ProcessorIdentifier identifier) {
    String ours = System.getProperty("os.arch");
    boolean isArm =
        identifier.getVendor().startsWith("Apple") || identifier.getIdentifier().startsWith("ARM");
    return isArm && !ours.equals("aarch64") && !ours.startsWith("arm")
        ? Fact.unknown("this Java is for " + ours + " and emulated")
        : Fact.known(ours);
  }

  private Fact<List<CpuCache>> caches() {
    List<CpuCache> caches = new ArrayList<>();
    for (ProcessorCache cache : processor.getProcessorCaches()) {
      if (cache.getLevel() > 0) {
        content(cache)
            .ifPresent(
                content ->
                    caches.add(
                        new CpuCache(
                            cache.getLevel(),
                            content,
                            Told.positive(cache.getCacheSize(), "the size of a cache"),
                            Fact.unknown("OSHI does not tell which CPUs share a cache"))));
      }
    }
    caches.sort(OshiCpu::compare);
    return caches.isEmpty() ? Fact.unknown("OSHI tells of no caches") : Fact.known(caches);
  }

  private static int compare(CpuCache one, CpuCache other) {
    return one.level() == other.level()
        ? one.content().compareTo(other.content())
        : Integer.compare(one.level(), other.level());
  }

  private static Optional<CpuCache.Content> content(ProcessorCache cache) {
    return switch (cache.getType()) {
      case DATA -> Optional.of(CpuCache.Content.DATA);
      case INSTRUCTION -> Optional.of(CpuCache.Content.INSTRUCTION);
      case UNIFIED -> Optional.of(CpuCache.Content.UNIFIED);
      // The trace cache of the Pentium 4 holds neither.
      case TRACE -> Optional.empty();
    };
  }

  private Fact<List<NumaNode>> nodes() {
    if (system != OperatingSystem.WINDOWS
        && system != OperatingSystem.FREEBSD
        && system != OperatingSystem.LINUX) {
      return Fact.unknown("OSHI does not ask " + system.title() + " for memory nodes");
    }
    Map<Integer, List<Integer>> cpus = new TreeMap<>();
    List<LogicalProcessor> all = processor.getLogicalProcessors();
    for (int i = 0; i < all.size(); i++) {
      cpus.computeIfAbsent(all.get(i).getNumaNode(), _ -> new ArrayList<>()).add(i);
    }
    List<NumaNode> nodes = new ArrayList<>();
    for (Map.Entry<Integer, List<Integer>> node : cpus.entrySet()) {
      if (node.getKey() < 0) {
        return Fact.unknown("OSHI does not know the memory node of every CPU");
      }
      nodes.add(
          new NumaNode(
              node.getKey(),
              node.getValue(),
              Fact.unknown("OSHI does not tell how much memory a node has")));
    }
    return nodes.isEmpty() ? Fact.unknown("OSHI tells of no CPUs") : Fact.known(nodes);
  }

  private Fact<Virtualisation> virtualisation() {
    return hardware
        .getVirtualization()
        .map(name -> Fact.<Virtualisation>known(new Virtualisation.Guest(hypervisor(name))))
        .orElseGet(
            () -> Fact.unknown("OSHI finds no sign of a hypervisor, which does not prove it"));
  }

  private static Fact<String> hypervisor(String name) {
    return Told.text(name, "the hypervisor");
  }
}
