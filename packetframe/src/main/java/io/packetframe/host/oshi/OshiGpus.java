package io.packetframe.host.oshi;

import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.GpuKind;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.PciVendors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oshi.hardware.GraphicsCard;

/** Graphics devices. OSHI does not tell where one sits, and not of what kind it is. */
final class OshiGpus {
  /** Where Windows' own tables end: 32 bits, less what drivers take off. */
  private static final long WINDOWS_CAP = 1L << 32;

  private static final long BELOW_CAP = WINDOWS_CAP - (16L << 20);

  /** {@code NVIDIA Corporation (0x10de)}. */
  private static final Pattern VENDOR = Pattern.compile("(.*?)\\s*\\(0x([0-9a-fA-F]{4})\\)");

  private static final Pattern DEVICE = Pattern.compile("0x([0-9a-fA-F]{4})");

  private final OperatingSystem system;

  OshiGpus(OperatingSystem system) {
    this.system = system;
  }

  List<Gpu> of(List<GraphicsCard> cards) {
    List<Gpu> gpus = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (GraphicsCard card : cards) {
      String model = Told.text(card.getName(), "a name").optional().orElse("graphics");
      String name = model;
      for (int i = 2; !names.add(name); i++) {
        name = model + " #" + i;
      }
      gpus.add(gpu(name, card));
    }
    return gpus;
  }

  private Gpu gpu(String name, GraphicsCard card) {
    Matcher vendor = VENDOR.matcher(card.getVendor());
    Matcher device = DEVICE.matcher(card.getDeviceId());
    String maker = vendor.matches() ? vendor.group(2).toLowerCase(Locale.ROOT) : "";
    return new Gpu(
        name,
        Fact.unknown("OSHI does not tell the PCI address of " + name),
        !maker.isEmpty() && device.matches()
            ? Fact.known(maker + ":" + device.group(1).toLowerCase(Locale.ROOT))
            : Fact.unknown("OSHI does not tell the numbers of " + name),
        Told.text(maker.isEmpty() ? card.getVendor() : vendor.group(1), "the maker of " + name),
        Told.text(card.getName(), "the model"),
        PciVendors.isHypervisor(maker)
            ? Fact.known(GpuKind.VIRTUAL)
            : Fact.unknown("OSHI does not tell whether " + name + " is a card"),
        memory(name, card.getVRam()),
        Fact.unknown("OSHI is not asked how much memory of " + name + " is used"),
        Fact.unknown("OSHI is not asked how busy " + name + " is"),
        Fact.unknown("OSHI does not tell the driver of " + name),
        Fact.unknown("OSHI does not tell whether firmware used " + name),
        List.of(),
        Set.of());
  }

  private Fact<Long> memory(String name, long bytes) {
    return system == OperatingSystem.WINDOWS && bytes >= BELOW_CAP && bytes < WINDOWS_CAP
        ? Fact.unknown("Windows says " + bytes + " bytes of any " + name + " with 4 GiB or more")
        : Told.positive(bytes, "how much memory " + name + " has");
  }
}
