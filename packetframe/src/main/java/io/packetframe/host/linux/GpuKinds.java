package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.GpuKind;
import io.packetframe.host.PciVendors;
import java.util.Optional;

/** Whether a graphics device is a card, a part of something else, or made by a hypervisor. */
final class GpuKinds {
  /** Where in the table of gpu_metrics its format stands; 1 is that of cards, 2 and 3 of APUs. */
  private static final int METRICS_FORMAT = 2;

  private final HostFiles files;

  GpuKinds(HostFiles files) {
    this.files = files;
  }

  /** Judges a PCI device by its maker and bus, {@code 0000:01:00.0}. */
  Fact<GpuKind> of(String directory, String address, String vendor) {
    if (PciVendors.isHypervisor(vendor)) {
      return Fact.known(GpuKind.VIRTUAL);
    }
    // On the first bus are only parts of processor and chipset, and of the board.
    if (isOnFirstBus(address) || PciVendors.isManagement(vendor)) {
      return Fact.known(GpuKind.INTEGRATED);
    }
    return switch (vendor) {
      case PciVendors.NVIDIA, PciVendors.INTEL -> Fact.known(GpuKind.DISCRETE);
      case PciVendors.AMD -> ofAmd(directory + "/gpu_metrics");
      default -> Fact.unknown("nothing tells whether a device of " + vendor + " is a card");
    };
  }

  /** AMD's processors with graphics have them on a bus of their own, as cards do. */
  private Fact<GpuKind> ofAmd(String metrics) {
    Optional<byte[]> table = files.readLarge(metrics).optional();
    if (table.isEmpty() || table.get().length <= METRICS_FORMAT) {
      return Fact.unknown("amdgpu tells no metrics, which are others for cards");
    }
    int format = table.get()[METRICS_FORMAT];
    return switch (format) {
      case 1 -> Fact.known(GpuKind.DISCRETE);
      case 2, 3 -> Fact.known(GpuKind.INTEGRATED);
      default -> Fact.unknown("format " + format + " of amdgpu's metrics is not known");
    };
  }

  private static boolean isOnFirstBus(String address) {
    return address.length() == 12 && address.startsWith("0000:00:");
  }
}
