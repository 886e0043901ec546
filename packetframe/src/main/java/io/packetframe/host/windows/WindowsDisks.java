package io.packetframe.host.windows;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.EmulatedDisks;
import io.packetframe.host.Fact;
import io.packetframe.host.StorageKind;
import io.packetframe.sys.windows.BusType;
import io.packetframe.sys.windows.StorageQuery;
import io.packetframe.sys.windows.WindowsCalls;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What disks are made of, asked of their drivers. */
final class WindowsDisks {
  private final WindowsCalls windows;

  WindowsDisks(WindowsCalls windows) {
    this.windows = windows;
  }

  /** Returns the devices with their kinds; a partition is as its disk. */
  List<BlockDevice> complete(List<BlockDevice> devices) {
    Map<String, Fact<StorageKind>> kinds = new HashMap<>();
    for (BlockDevice device : devices) {
      if (device.role() == BlockDevice.Role.DISK) {
        kinds.put(device.name(), kind(device.name()));
      }
    }
    return devices.stream()
        .map(
            device -> {
              String disk =
                  device.beneath().isEmpty() ? device.name() : device.beneath().getFirst();
              return Optional.ofNullable(kinds.get(disk)).map(device::withKind).orElse(device);
            })
        .toList();
  }

  /** Asks a disk, {@code \\.\PHYSICALDRIVE0}. */
  private Fact<StorageKind> kind(String disk) {
    long handle = windows.open(disk);
    if (handle < 0) {
      return Fact.unknown(disk + " cannot be opened: error " + -handle);
    }
    try {
      ByteBuffer answer = StorageQuery.answer();
      long bytes = ask(handle, StorageQuery.DEVICE_PROPERTY, answer);
      if (bytes < 0) {
        return Fact.unknown(disk + " does not tell its bus: error " + -bytes);
      }
      return StorageQuery.device(answer, bytes)
          .map(device -> kind(disk, handle, device))
          .orElseGet(() -> Fact.unknown(disk + " tells of its bus in " + bytes + " bytes"));
    } finally {
      windows.close(handle);
    }
  }

  private Fact<StorageKind> kind(String disk, long handle, StorageQuery.Device device) {
    if (EmulatedDisks.isNamed(device.name())) {
      return Fact.known(StorageKind.VIRTUAL);
    }
    return switch (device.busType()) {
      case BusType.NVME -> Fact.known(StorageKind.NVME);
      case BusType.ISCSI -> Fact.known(StorageKind.NETWORK);
      case BusType.VIRTUAL, BusType.FILE_BACKED_VIRTUAL -> Fact.known(StorageKind.VIRTUAL);
      case BusType.SD, BusType.MMC, BusType.UFS -> Fact.known(StorageKind.SSD);
      case BusType.SPACES -> Fact.unknown(disk + " is made of several disks (Storage Spaces)");
      default -> ofSeekPenalty(disk, handle, device.busType());
    };
  }

  private Fact<StorageKind> ofSeekPenalty(String disk, long handle, int busType) {
    ByteBuffer answer = StorageQuery.answer();
    long bytes = ask(handle, StorageQuery.SEEK_PENALTY_PROPERTY, answer);
    if (bytes < 0) {
      return Fact.unknown(disk + " does not tell whether seeking takes time: error " + -bytes);
    }
    Optional<Boolean> penalty = StorageQuery.seekPenalty(answer, bytes);
    if (penalty.isEmpty()) {
      return Fact.unknown(disk + " tells whether seeking takes time in " + bytes + " bytes");
    }
    if (!penalty.get()) {
      return Fact.known(StorageKind.SSD);
    }
    return busType == BusType.USB
        ? Fact.unknown(disk + " is behind USB, whose bridges say of flash too that it turns")
        : Fact.known(StorageKind.HDD);
  }

  private long ask(long handle, int property, ByteBuffer answer) {
    return windows.control(handle, StorageQuery.CODE, StorageQuery.question(property), answer);
  }
}
