package io.packetframe.host.bsd;

import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.PciGraphics;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A function of a PCI device, as a program lists it.
 *
 * @param address {@code 0000:01:00.0}
 * @param vendor four lower-case hexadecimal digits
 * @param device the same
 * @param baseClass what it is; 3 is a display controller
 */
record PciFunction(
    String address,
    String vendor,
    String device,
    int baseClass,
    Fact<String> vendorName,
    Fact<String> deviceName,
    Fact<String> driver) {
  private static final int DISPLAY = 3;

  boolean isDisplay() {
    return baseClass == DISPLAY;
  }

  /** Returns it as a graphics device. */
  Gpu gpu() {
    String reason = "this system's list of PCI devices does not tell it";
    return new Gpu(
        address,
        Fact.known(address),
        Fact.known(vendor + ":" + device),
        PciGraphics.vendor(vendor).or(vendorName),
        deviceName,
        PciGraphics.kind(vendor, address),
        Fact.unknown(reason),
        Fact.unknown(reason),
        Fact.unknown(reason),
        driver,
        Fact.unknown(reason),
        List.of(),
        Set.of());
  }

  /** Puts an address together; empty numbers and such beyond PCI's are refused by the caller. */
  static String address(int domain, int bus, int device, int function) {
    return String.format(Locale.ROOT, "%04x:%02x:%02x.%x", domain, bus, device, function);
  }
}
