package io.packetframe.cli;

import io.packetframe.cli.PageLines.Branch;
import io.packetframe.host.Cpu;
import io.packetframe.host.CpuCache;
import io.packetframe.host.CpuCore;
import io.packetframe.host.CpuKind;
import io.packetframe.host.CpuLoad;
import io.packetframe.host.CpuPackage;
import io.packetframe.host.Usage;
import io.packetframe.host.Virtualisation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Processors: kinds, and a tree of packages, caches and cores. */
final class CpuSection {
  /** More cores than these are one line for all that share a cache. */
  private static final int CORES_IN_FULL = 16;

  private final PageLines page;

  CpuSection(PageLines page) {
    this.page = page;
  }

  void write(Cpu cpu, Usage usage) {
    page.heading("Processors");
    kinds(cpu);
    usable(cpu);
    Optional<CpuLoad> load = page.known("load of the CPUs", usage.cpu());
    load.ifPresent(it -> page.line("busy " + Amounts.bar(it.all())));
    List<CpuCache> caches = page.known("caches", cpu.caches()).orElse(List.of());
    for (CpuPackage socket : page.known("packages", cpu.packages()).orElse(List.of())) {
      page.tree(branch(socket, caches, load));
    }
    sortsOf(caches);
    cpu.nodes()
        .optional()
        .filter(nodes -> nodes.size() > 1)
        .ifPresent(
            nodes ->
                nodes.forEach(
                    node ->
                        page.line(
                            "memory node "
                                + node.number()
                                + ": CPUs "
                                + Amounts.ranges(node.cpus())
                                + node.bytes()
                                    .optional()
                                    .map(bytes -> ", " + Amounts.bytes(bytes))
                                    .orElse(""))));
  }

  /** Caches of which only the sort is known, and not which CPUs share them. */
  private void sortsOf(List<CpuCache> caches) {
    List<String> names = new ArrayList<>();
    for (CpuCache cache : caches) {
      if (cache.cpus().optional().isEmpty()) {
        names.add(name(cache));
      }
    }
    if (!names.isEmpty()) {
      page.line("caches: " + String.join(", ", names));
    }
  }

  private static List<Integer> cpus(CpuCache cache) {
    return cache.cpus().optional().orElse(List.of());
  }

  private void kinds(Cpu cpu) {
    for (CpuKind kind : page.known("processors", cpu.kinds()).orElse(List.of())) {
      List<String> words = new ArrayList<>();
      words.add(page.known("model of the processor", kind.model()).orElse("unnamed"));
      kind.role().ifPresent(role -> words.add("for " + role));
      words.add("CPUs " + Amounts.ranges(kind.cpus()));
      kind.baseHertz()
          .optional()
          .ifPresent(hertz -> words.add(Amounts.decimal(hertz, "Hz") + " promised"));
      page.known("frequency", kind.currentHertz())
          .ifPresent(hertz -> words.add(Amounts.decimal(hertz, "Hz") + " now"));
      page.known("highest frequency", kind.maximumHertz())
          .ifPresent(hertz -> words.add(Amounts.decimal(hertz, "Hz") + " at most"));
      page.line(String.join(", ", words));
    }
  }

  private void usable(Cpu cpu) {
    List<String> words = new ArrayList<>();
    page.known("architecture", cpu.architecture()).ifPresent(words::add);
    page.known("maker of the processor", cpu.vendor()).ifPresent(words::add);
    page.known("whether this is a virtual machine", cpu.virtualisation())
        .ifPresent(it -> words.add(words(it)));
    page.known("usable CPUs", cpu.usable())
        .ifPresent(
            usable ->
                words.add(
                    "usable: "
                        + Amounts.decimal(usable.count(), "")
                        + " (by "
                        + usable.because()
                        + ")"));
    page.line(String.join(", ", words));
  }

  private String words(Virtualisation virtualisation) {
    return virtualisation instanceof Virtualisation.Guest guest
        ? "guest of " + page.known("hypervisor", guest.hypervisor()).orElse("a hypervisor")
        : "no hypervisor";
  }

  private static Branch branch(CpuPackage socket, List<CpuCache> caches, Optional<CpuLoad> load) {
    int threads = 0;
    Map<String, List<CpuCore>> groups = new LinkedHashMap<>();
    for (CpuCore core : socket.cores()) {
      threads += core.cpus().size();
      groups.computeIfAbsent(shared(core, socket, caches), _ -> new ArrayList<>()).add(core);
    }
    List<Branch> below = new ArrayList<>();
    for (Map.Entry<String, List<CpuCore>> group : groups.entrySet()) {
      List<Branch> cores = cores(group.getValue(), caches, load);
      if (group.getKey().isEmpty()) {
        below.addAll(cores);
      } else {
        below.add(new Branch(group.getKey(), cores));
      }
    }
    return new Branch(
        "package"
            + socket.number().optional().map(number -> " " + number).orElse("")
            + ": "
            + count(socket.cores().size(), "core")
            + ", "
            + count(threads, "thread"),
        below);
  }

  private static List<Branch> cores(
      List<CpuCore> cores, List<CpuCache> caches, Optional<CpuLoad> load) {
    List<Branch> lines = new ArrayList<>();
    if (cores.size() > CORES_IN_FULL) {
      List<Integer> cpus = new ArrayList<>();
      cores.forEach(core -> cpus.addAll(core.cpus()));
      cpus.sort(null);
      lines.add(
          Branch.leaf(
              count(cores.size(), "core")
                  + ", CPUs "
                  + Amounts.ranges(cpus)
                  + own(cores.getFirst(), cores.size(), caches)
                  + bar(cpus, load)));
      return lines;
    }
    for (CpuCore core : cores) {
      lines.add(
          Branch.leaf(
              (core.cpus().size() == 1 ? "CPU " : "CPUs ")
                  + Amounts.ranges(core.cpus())
                  + own(core, 1, caches)
                  + bar(core.cpus(), load)));
    }
    return lines;
  }

  /** The largest cache that a core shares with others, if it does. */
  private static String shared(CpuCore core, CpuPackage socket, List<CpuCache> caches) {
    String found = "";
    for (CpuCache cache : caches) {
      if (cpus(cache).containsAll(core.cpus())
          && (cpus(cache).size() > core.cpus().size() || socket.cores().size() == 1)
          && cache.level() > 1) {
        found = name(cache) + ", CPUs " + Amounts.ranges(cpus(cache));
      }
    }
    return found;
  }

  private static String own(CpuCore core, int cores, List<CpuCache> caches) {
    StringBuilder text = new StringBuilder();
    for (CpuCache cache : caches) {
      if (cpus(cache).equals(core.cpus())) {
        text.append(text.isEmpty() ? ": " : ", ").append(name(cache));
      }
    }
    return text + (cores > 1 && !text.isEmpty() ? " each" : "");
  }

  private static String name(CpuCache cache) {
    String suffix =
        switch (cache.content()) {
          case DATA -> "d";
          case INSTRUCTION -> "i";
          case UNIFIED -> "";
        };
    return "L"
        + cache.level()
        + suffix
        + cache.bytes().optional().map(bytes -> " " + Amounts.bytes(bytes)).orElse("");
  }

  private static String bar(List<Integer> cpus, Optional<CpuLoad> load) {
    double sum = 0;
    for (int cpu : cpus) {
      Double share = load.isPresent() ? load.get().each().get(cpu) : null;
      if (share == null) {
        return "";
      }
      sum += share;
    }
    return cpus.isEmpty() ? "" : "  " + Amounts.bar(sum / cpus.size());
  }

  private static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
