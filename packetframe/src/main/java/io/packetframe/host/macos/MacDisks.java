package io.packetframe.host.macos;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.Fact;
import io.packetframe.host.StorageKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code SPNVMeDataType} and {@code SPStorageDataType} tell of disks: which are behind NVMe,
 * what the others are made of, and what they say of their own state.
 */
final class MacDisks {
  static final String NVME = "SPNVMeDataType";
  static final String STORAGE = "SPStorageDataType";

  private final Map<String, ProfilerItem> nvme = new HashMap<>();
  private final Map<String, ProfilerItem> driveOfModel = new HashMap<>();

  MacDisks(ProfilerReport report) {
    for (ProfilerItem controller : report.items(NVME)) {
      for (ProfilerItem disk : controller.items("_items")) {
        nvme.put(disk.text("bsd_name"), disk);
      }
    }
    for (ProfilerItem volume : report.items(STORAGE)) {
      for (ProfilerItem drive : volume.items("physical_drive")) {
        driveOfModel.put(drive.text("device_name"), drive);
      }
    }
  }

  /** Returns the devices with what is told of them; a partition is as its disk. */
  List<BlockDevice> complete(List<BlockDevice> devices) {
    Map<String, Fact<StorageKind>> kinds = new HashMap<>();
    for (BlockDevice device : devices) {
      kinds.put(device.name(), kind(device));
    }
    return devices.stream()
        .map(
            device ->
                device
                    .withKind(kindOf(device, kinds))
                    .withHealth(device.health().or(health(device))))
        .toList();
  }

  private static Fact<StorageKind> kindOf(
      BlockDevice device, Map<String, Fact<StorageKind>> kinds) {
    String disk = device.beneath().isEmpty() ? device.name() : device.beneath().getFirst();
    return Optional.ofNullable(kinds.get(disk)).orElse(device.kind());
  }

  private Fact<StorageKind> kind(BlockDevice device) {
    if (nvme.containsKey(bsdName(device))) {
      return Fact.known(StorageKind.NVME);
    }
    ProfilerItem drive = driveOfModel.get(device.model().optional().orElse(""));
    if (drive == null) {
      return device.kind();
    }
    return switch (drive.text("medium_type")) {
      case "ssd" ->
          device.kind().optional().isPresent() ? device.kind() : Fact.known(StorageKind.SSD);
      case "rotational" -> Fact.known(StorageKind.HDD);
      default -> device.kind();
    };
  }

  private Fact<String> health(BlockDevice device) {
    ProfilerItem disk = nvme.get(bsdName(device));
    if (disk == null) {
      disk = driveOfModel.get(device.model().optional().orElse(""));
    }
    String status = disk == null ? "" : disk.text("smart_status");
    return status.isEmpty() || status.equals("Not Supported")
        ? Fact.unknown("macOS tells nothing of its health")
        : Fact.known("SMART: " + status);
  }

  private static String bsdName(BlockDevice device) {
    return device.name().replaceFirst("^/dev/", "");
  }
}
