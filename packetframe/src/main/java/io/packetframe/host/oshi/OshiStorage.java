package io.packetframe.host.oshi;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.Fact;
import io.packetframe.host.FileSystem;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HWPartition;
import oshi.software.os.OSFileStore;

/** Disks, their partitions, and the file systems on top. */
final class OshiStorage {
  private final OperatingSystem system;

  OshiStorage(OperatingSystem system) {
    this.system = system;
  }

  Storage of(List<HWDiskStore> disks, Fact<List<OSFileStore>> stores) {
    List<BlockDevice> devices = new OshiDisks(system).of(disks);
    return new Storage(
        devices.isEmpty() ? Fact.unknown("OSHI tells of no disks") : Fact.known(devices),
        stores.flatMap(
            told -> fileSystems(new OshiFileSystems(devices, partitions(disks)).of(told))));
  }

  private static Fact<List<FileSystem>> fileSystems(List<FileSystem> systems) {
    return systems.isEmpty() ? Fact.unknown("OSHI tells of no file systems") : Fact.known(systems);
  }

  /** Names of partitions by what is mounted from them. */
  private static Map<String, String> partitions(List<HWDiskStore> disks) {
    Map<String, String> names = new HashMap<>();
    for (HWDiskStore disk : disks) {
      for (HWPartition partition : disk.getPartitions()) {
        if (!partition.getMountPoint().isBlank()) {
          names.put(partition.getMountPoint(), partition.getIdentification());
        }
      }
    }
    return names;
  }
}
