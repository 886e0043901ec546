package io.packetframe.host.macos;

import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.GpuKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Graphics devices of {@code SPDisplaysDataType}. */
final class MacGpus {
  static final String DATA_TYPE = "SPDisplaysDataType";

  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9}) ([MG])B");
  private static final Pattern NUMBER = Pattern.compile("0x([0-9a-fA-F]{4})");

  private MacGpus() {}

  static Fact<List<Gpu>> of(ProfilerReport report) {
    List<Gpu> gpus = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ProfilerItem item : report.items(DATA_TYPE)) {
      String model = item.text("sppci_model");
      String name = model.isEmpty() ? item.text("_name") : model;
      if (!name.isEmpty()) {
        String unique = name;
        for (int i = 2; !names.add(unique); i++) {
          unique = name + " #" + i;
        }
        gpus.add(gpu(unique, name, item));
      }
    }
    return Fact.known(gpus);
  }

  private static Gpu gpu(String name, String model, ProfilerItem item) {
    String reason = "system_profiler does not tell it";
    String vendor = vendor(item.text("spdisplays_vendor"));
    return new Gpu(
        name,
        Fact.unknown("macOS does not tell the PCI address of " + name),
        ids(item),
        vendor.isEmpty() ? Fact.unknown(reason) : Fact.known(vendor),
        Fact.known(model),
        kind(model, item.text("sppci_bus")),
        memory(item),
        Fact.unknown(reason),
        Fact.unknown(reason),
        Fact.unknown(reason),
        Fact.unknown(reason),
        List.of(),
        Set.of());
  }

  /** {@code sppci_vendor_Apple}, {@code sppci_vendor_amd}, {@code Intel}, {@code ATI (0x1002)}. */
  private static String vendor(String said) {
    String name = said.replaceFirst("^sppci_vendor_", "").replaceFirst(" \\(0x.*", "");
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "amd", "ati" -> "AMD";
      case "nvidia" -> "NVIDIA";
      case "intel" -> "Intel";
      default -> name;
    };
  }

  /** Apple's own have no such numbers. */
  private static Fact<String> ids(ProfilerItem item) {
    Matcher device = NUMBER.matcher(item.text("spdisplays_device-id"));
    Optional<String> vendor =
        switch (vendor(item.text("spdisplays_vendor"))) {
          case "AMD" -> Optional.of("1002");
          case "NVIDIA" -> Optional.of("10de");
          case "Intel" -> Optional.of("8086");
          default -> Optional.empty();
        };
    return device.matches() && vendor.isPresent()
        ? Fact.known(vendor.get() + ":" + device.group(1).toLowerCase(Locale.ROOT))
        : Fact.unknown("macOS tells no numbers of it");
  }

  private static Fact<GpuKind> kind(String model, String bus) {
    if (model.toLowerCase(Locale.ROOT).contains("paravirtual")) {
      return Fact.known(GpuKind.VIRTUAL);
    }
    return switch (bus) {
      case "spdisplays_builtin" -> Fact.known(GpuKind.INTEGRATED);
      case "spdisplays_pcie_device", "spdisplays_pci_device" -> Fact.known(GpuKind.DISCRETE);
      default -> Fact.unknown("macOS says that its bus is \"" + bus + "\"");
    };
  }

  /** Its own memory; what it shares with the processors is no memory of its own. */
  private static Fact<Long> memory(ProfilerItem item) {
    if (!item.text("spdisplays_vram_shared").isEmpty()) {
      return Fact.unknown("it shares the machine's memory");
    }
    String old = item.text("_spdisplays_vram");
    String said = old.isEmpty() ? item.text("spdisplays_vram") : old;
    Matcher amount = AMOUNT.matcher(said);
    if (!amount.matches()) {
      return Fact.unknown("macOS tells of no memory of its own: \"" + said + "\"");
    }
    return Fact.known(Long.parseLong(amount.group(1)) << (amount.group(2).equals("G") ? 30 : 20));
  }
}
