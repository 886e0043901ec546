package io.packetframe.host.bsd;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.Fact;
import io.packetframe.host.StorageKind;
import java.util.Optional;

/** The BSDs call a disk after its driver, which may tell what it is. */
final class DriverNames {
  private DriverNames() {}

  /** Returns the device with its kind, where the name tells one: {@code nda0}, {@code vtbd0p2}. */
  static BlockDevice complete(BlockDevice device) {
    Optional<StorageKind> kind = kind(device.name().replaceFirst("^/dev/", ""));
    return kind.isEmpty() || device.kind().optional().isPresent()
        ? device
        : device.withKind(Fact.known(kind.get()));
  }

  private static Optional<StorageKind> kind(String name) {
    int end = 0;
    while (end < name.length() && Character.isLetter(name.charAt(end))) {
      end++;
    }
    return switch (name.substring(0, end)) {
      case "nvd", "nda", "nvme" -> Optional.of(StorageKind.NVME);
      case "vtbd", "xbd", "vbd" -> Optional.of(StorageKind.VIRTUAL);
      default -> Optional.empty();
    };
  }
}
