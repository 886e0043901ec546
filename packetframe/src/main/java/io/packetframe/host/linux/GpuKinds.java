package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.GpuKind;
import io.packetframe.host.PciGraphics;
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
    Fact<GpuKind> byPlace = PciGraphics.kind(vendor, address);
    return byPlace.optional().isEmpty() && vendor.equals(PciVendors.AMD)
        ? ofAmd(directory + "/gpu_metrics")
        : byPlace;
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
}
