package io.packetframe.host.windows;

import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.GpuKind;
import io.packetframe.host.PciGraphics;
import io.packetframe.sys.windows.DeviceInformation;
import io.packetframe.sys.windows.WindowsCalls;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One display adapter. */
final class DisplayAdapter {
  private static final Pattern ON_PCI =
      Pattern.compile("PCI\\\\VEN_([0-9A-F]{4})&DEV_([0-9A-F]{4}).*");

  /** 64 bits, unlike AdapterRAM, which ends at 4 GiB. */
  private static final String MEMORY = "HardwareInformation.qwMemorySize";

  private final WindowsCalls windows;
  private final long list;
  private final ByteBuffer information;

  DisplayAdapter(WindowsCalls windows, long list, ByteBuffer information) {
    this.windows = windows;
    this.list = list;
    this.information = information;
  }

  Gpu gpu(int index) {
    Fact<String> hardware = text(DeviceInformation.HARDWARE_IDS, "its hardware");
    Matcher pci = ON_PCI.matcher(hardware.optional().orElse("").toUpperCase(Locale.ROOT));
    boolean isOnPci = pci.matches();
    String vendor = isOnPci ? pci.group(1).toLowerCase(Locale.ROOT) : "";
    String notOnPci = "it is not on PCI: " + hardware.optional().orElse("no hardware is told");
    Fact<String> address = isOnPci ? address() : Fact.unknown(notOnPci);
    String reason = "Windows is not asked for it";
    return new Gpu(
        address.optional().orElse("display " + index),
        address,
        isOnPci
            ? Fact.known(vendor + ":" + pci.group(2).toLowerCase(Locale.ROOT))
            : Fact.unknown(notOnPci),
        (isOnPci ? PciGraphics.vendor(vendor) : Fact.<String>unknown(notOnPci))
            .or(text(DeviceInformation.MAKER, "its maker")),
        text(DeviceInformation.DESCRIPTION, "its name"),
        kind(vendor, address, hardware.optional().orElse("")),
        memory(),
        Fact.unknown(reason),
        Fact.unknown(reason),
        text(DeviceInformation.SERVICE, "its driver"),
        Fact.unknown(reason),
        List.of(),
        Set.of());
  }

  /** Hyper-V's adapter is on its own bus, and Windows' software renderer on none. */
  private static Fact<GpuKind> kind(String vendor, Fact<String> address, String hardware) {
    if (vendor.isEmpty()) {
      String name = hardware.toUpperCase(Locale.ROOT);
      return name.startsWith("VMBUS\\") || name.startsWith("ROOT\\")
          ? Fact.known(GpuKind.VIRTUAL)
          : Fact.unknown("it is not on PCI");
    }
    return address.flatMap(place -> PciGraphics.kind(vendor, place));
  }

  private Fact<String> address() {
    return number(DeviceInformation.BUS_NUMBER, "its bus")
        .flatMap(
            bus ->
                number(DeviceInformation.ADDRESS, "its place on the bus")
                    .flatMap(place -> address(bus, place)));
  }

  private static Fact<String> address(long bus, long place) {
    long device = place >>> Short.SIZE;
    long function = place & 0xffff;
    return bus > 0xff || device > 0x1f || function > 7
        ? Fact.unknown("bus " + bus + ", place " + place + " is none of PCI's")
        : Fact.known(String.format(Locale.ROOT, "0000:%02x:%02x.%x", bus, device, function));
  }

  private Fact<Long> memory() {
    return text(DeviceInformation.DRIVER_KEY, "the key of its driver")
        .flatMap(
            key -> {
              ByteBuffer answer = DeviceInformation.answer();
              long bytes =
                  windows.registryValue(DeviceInformation.DRIVER_KEYS + key, MEMORY, answer);
              return bytes < 0
                  ? Fact.<Long>unknown("no " + MEMORY + " in the registry: error " + -bytes)
                  : DeviceInformation.number(answer, bytes)
                      .filter(size -> size > 0)
                      .map(Fact::known)
                      .orElseGet(() -> Fact.unknown(MEMORY + " is no size"));
            });
  }

  private Fact<String> text(int property, String what) {
    return property(property, what, DeviceInformation::text);
  }

  private Fact<Long> number(int property, String what) {
    return property(property, what, DeviceInformation::number);
  }

  private <T> Fact<T> property(
      int property, String what, BiFunction<ByteBuffer, Long, Optional<T>> parser) {
    ByteBuffer answer = DeviceInformation.answer();
    long bytes = windows.property(list, information, property, answer);
    return bytes < 0
        ? Fact.unknown("Windows does not tell " + what + ": error " + -bytes)
        : parser
            .apply(answer, bytes)
            .map(Fact::known)
            .orElseGet(() -> Fact.unknown("Windows tells " + what + " in a form not known"));
  }
}
