package io.packetframe.host.linux;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.Fact;
import io.packetframe.host.FileSystem;
import io.packetframe.host.Space;
import io.packetframe.host.StorageKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The file systems that hold files, with their room. */
final class FileSystemReader {
  private static final String DEVICES = "/dev/";
  private static final String MAPPER = "/dev/mapper/";

  private final SpaceSource space;
  private final Patience<Space> patient;

  FileSystemReader(SpaceSource space, Patience<Space> patient) {
    this.space = space;
    this.patient = patient;
  }

  List<FileSystem> of(MountTable table, Fact<List<BlockDevice>> devices) {
    List<Mount> prompt = new ArrayList<>();
    List<Mount> doubtful = new ArrayList<>();
    List<String> points = new ArrayList<>();
    for (Mount mount : FileSystemMounts.of(table)) {
      if (FileSystemTypes.mayBeDead(mount.type())) {
        doubtful.add(mount);
        points.add(mount.mountPoint());
      } else {
        prompt.add(mount);
      }
    }
    List<FileSystem> found = new ArrayList<>();
    List<Fact<Space>> answers = patient.of(points);
    for (int i = 0; i < doubtful.size(); i++) {
      add(found, doubtful.get(i), devices, answers.get(i));
    }
    for (Mount mount : prompt) {
      add(found, mount, devices, space.of(mount.mountPoint()));
    }
    found.sort((one, other) -> one.mountPoint().compareTo(other.mountPoint()));
    return found;
  }

  /** What has no blocks at all holds nothing; df leaves it out too. */
  private static void add(
      List<FileSystem> found, Mount mount, Fact<List<BlockDevice>> devices, Fact<Space> space) {
    if (space.optional().isEmpty() || space.optional().get().totalBytes() > 0) {
      Optional<BlockDevice> device = device(mount, devices.optional().orElse(List.of()));
      found.add(
          new FileSystem(
              mount.mountPoint(),
              mount.type(),
              mount.source(),
              device.map(BlockDevice::name),
              kind(mount, device, devices),
              space));
    }
  }

  private static Optional<BlockDevice> device(Mount mount, List<BlockDevice> devices) {
    for (BlockDevice device : devices) {
      if (device.number().equals(mount.device())) {
        return Optional.of(device);
      }
    }
    // Some, as btrfs, have a number of their own, and only the source names a device.
    for (BlockDevice device : devices) {
      if (mount.source().equals(DEVICES + device.name())
          || mount.source().equals(MAPPER + device.label())) {
        return Optional.of(device);
      }
    }
    return Optional.empty();
  }

  private static Fact<StorageKind> kind(
      Mount mount, Optional<BlockDevice> device, Fact<List<BlockDevice>> devices) {
    if (FileSystemTypes.isNetwork(mount.type())) {
      return Fact.known(StorageKind.NETWORK);
    }
    if (FileSystemTypes.isMemory(mount.type())) {
      return Fact.known(StorageKind.MEMORY);
    }
    if (device.isPresent()) {
      return device.get().kind();
    }
    return Fact.unknown(
        devices
            .reason()
            .orElse("no block device of " + mount.type() + " on " + mount.source() + " is seen"));
  }
}
