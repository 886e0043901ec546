package io.packetframe.host.bsd;

import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.command.Commands;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Graphics devices from the system's own list of PCI devices. */
final class BsdGpus {
  private static final String PCICONF = "/usr/sbin/pciconf";
  private static final String PCICTL = "/usr/sbin/pcictl";

  /** NetBSD has a device file for each bus; more than these nobody has made. */
  private static final int MOST_BUSES = 64;

  private final OperatingSystem system;
  private final Commands commands;

  BsdGpus(OperatingSystem system, Commands commands) {
    this.system = system;
    this.commands = commands;
  }

  Fact<List<Gpu>> read() {
    return switch (system) {
      case FREEBSD, DRAGONFLY -> commands.output(List.of(PCICONF, "-lv")).flatMap(BsdGpus::listed);
      case NETBSD -> ofNetbsd();
      // OSHI asks OpenBSD's pcidump, and does it well.
      case OPENBSD, LINUX, WINDOWS, MACOS, OTHER ->
          Fact.unknown(system.title() + " has no list of PCI devices that is read here");
    };
  }

  private static Fact<List<Gpu>> listed(String text) {
    List<PciFunction> functions = PciconfText.parse(text);
    return functions.isEmpty()
        ? Fact.unknown(PCICONF + " lists nothing in a form that is known")
        : Fact.known(displays(functions));
  }

  private Fact<List<Gpu>> ofNetbsd() {
    List<PciFunction> functions = new ArrayList<>();
    for (int bus = 0; bus < MOST_BUSES; bus++) {
      String device = "pci" + bus;
      Fact<String> numbers = commands.output(List.of(PCICTL, device, "list", "-n"));
      if (numbers.optional().isEmpty()) {
        if (bus == 0) {
          return Fact.unknown(numbers.reason().orElseThrow());
        }
        break;
      }
      Fact<String> names = commands.output(List.of(PCICTL, device, "list"));
      functions.addAll(PcictlText.parse(numbers.optional().get(), names.optional().orElse("")));
    }
    return functions.isEmpty()
        ? Fact.unknown(PCICTL + " lists nothing in a form that is known")
        : Fact.known(displays(functions));
  }

  private static List<Gpu> displays(List<PciFunction> functions) {
    return functions.stream()
        .filter(PciFunction::isDisplay)
        .sorted(Comparator.comparing(PciFunction::address))
        .map(PciFunction::gpu)
        .toList();
  }
}
