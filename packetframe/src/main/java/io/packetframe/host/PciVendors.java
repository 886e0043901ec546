package io.packetframe.host;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who makes graphics devices, by the number that the PCI SIG gave them. */
public final class PciVendors {
  /** NVIDIA. */
  public static final String NVIDIA = "10de";

  /** AMD, and ATI before it. */
  public static final String AMD = "1002";

  /** Intel. */
  public static final String INTEL = "8086";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry(NVIDIA, "NVIDIA"),
          Map.entry(AMD, "AMD"),
          Map.entry(INTEL, "Intel"),
          Map.entry("1a03", "ASPEED"),
          Map.entry("102b", "Matrox"),
          Map.entry("1013", "Cirrus Logic"),
          Map.entry("15ad", "VMware"),
          Map.entry("80ee", "VirtualBox"),
          Map.entry("1af4", "virtio"),
          Map.entry("1b36", "Red Hat"),
          Map.entry("1234", "QEMU"),
          Map.entry("1414", "Microsoft"));

  /** Cirrus made cards in the last century, and QEMU emulates them ever since. */
  private static final Set<String> HYPERVISORS =
      Set.of("15ad", "80ee", "1af4", "1b36", "1234", "1414", "1013");

  /** They sell the controllers that show a server's console. */
  private static final Set<String> MANAGEMENT = Set.of("1a03", "102b");

  private PciVendors() {}

  /** Returns the name of a maker, by four lower-case hexadecimal digits. */
  public static Optional<String> name(String vendor) {
    return Optional.ofNullable(NAMES.get(vendor));
  }

  /** Returns whether its devices are made by software. */
  public static boolean isHypervisor(String vendor) {
    return HYPERVISORS.contains(vendor);
  }

  /** Returns whether its devices show the console of a server. */
  public static boolean isManagement(String vendor) {
    return MANAGEMENT.contains(vendor);
  }
}
