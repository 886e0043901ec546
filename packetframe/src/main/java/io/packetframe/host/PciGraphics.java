package io.packetframe.host;

/** What the place of a graphics device on PCI says of it. */
public final class PciGraphics {
  private PciGraphics() {}

  /**
   * Judges by maker and bus.
   *
   * @param vendor four lower-case hexadecimal digits
   * @param address {@code 0000:01:00.0}
   */
  public static Fact<GpuKind> kind(String vendor, String address) {
    if (PciVendors.isHypervisor(vendor)) {
      return Fact.known(GpuKind.VIRTUAL);
    }
    // On the first bus are only parts of processor and chipset, and of the board.
    if (isOnFirstBus(address) || PciVendors.isManagement(vendor)) {
      return Fact.known(GpuKind.INTEGRATED);
    }
    return switch (vendor) {
      case PciVendors.NVIDIA, PciVendors.INTEL -> Fact.known(GpuKind.DISCRETE);
      case PciVendors.AMD ->
          Fact.unknown("AMD's processors have graphics on a bus of their own, as cards do");
      default -> Fact.unknown("nothing tells whether a device of " + vendor + " is a card");
    };
  }

  /** Returns the name of a maker by its number. */
  public static Fact<String> vendor(String number) {
    return PciVendors.name(number)
        .map(Fact::known)
        .orElseGet(() -> Fact.unknown("no name is known for vendor " + number));
  }

  private static boolean isOnFirstBus(String address) {
    return address.length() == 12 && address.startsWith("0000:00:");
  }
}
