package io.packetframe.host.oshi;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.EmulatedDisks;
import io.packetframe.host.Fact;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.StorageKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HWPartition;

/** Disks and partitions, each once. */
final class OshiDisks {
  private static final String HEALTH = "OSHI does not tell of the health of disks";

  private final OperatingSystem system;

  OshiDisks(OperatingSystem system) {
    this.system = system;
  }

  /** Leaves out what has no size: drives without a medium, memory that nobody has reserved. */
  List<BlockDevice> of(List<HWDiskStore> stores) {
    Map<String, BlockDevice> devices = new TreeMap<>();
    for (HWDiskStore store : stores) {
      if (store.getSize() > 0 && !devices.containsKey(store.getName())) {
        Fact<StorageKind> kind = kind(store);
        devices.put(store.getName(), disk(store, kind));
        for (HWPartition partition : store.getPartitions()) {
          if (partition.getSize() > 0 && !partition.getIdentification().isBlank()) {
            devices.putIfAbsent(
                partition.getIdentification(), partition(partition, store.getName(), kind));
          }
        }
      }
    }
    return List.copyOf(devices.values());
  }

  private static BlockDevice disk(HWDiskStore store, Fact<StorageKind> kind) {
    return new BlockDevice(
        store.getName(),
        store.getName(),
        store.getName(),
        BlockDevice.Role.DISK,
        Fact.known(store.getSize()),
        kind,
        List.of(),
        Told.text(store.getSerial(), "the serial number of " + store.getName()),
        Told.text(store.getModel(), "the model of " + store.getName()),
        Fact.unknown(HEALTH));
  }

  private static BlockDevice partition(HWPartition partition, String disk, Fact<StorageKind> kind) {
    String name = partition.getIdentification();
    return new BlockDevice(
        name,
        Told.text(partition.getLabel(), "a label").optional().orElse(name),
        partition.getMajor() + ":" + partition.getMinor(),
        BlockDevice.Role.PARTITION,
        Fact.known(partition.getSize()),
        kind,
        List.of(disk),
        Told.text(partition.getUuid(), "the number of " + name),
        Fact.unknown(name + " is a part of " + disk),
        Fact.unknown(HEALTH));
  }

  /**
   * OSHI has the kind from Apple's registry; elsewhere from what says "fixed disk" of flash too, or
   * takes every disk without a sign for one that turns.
   */
  private Fact<StorageKind> kind(HWDiskStore store) {
    if (EmulatedDisks.isNamed(store.getModel())) {
      return Fact.known(StorageKind.VIRTUAL);
    }
    if (system == OperatingSystem.MACOS && store.getDiskType().equals("SSD")) {
      return Fact.known(StorageKind.SSD);
    }
    return Fact.unknown("OSHI cannot tell flash from disks that turn on " + system.title());
  }
}
