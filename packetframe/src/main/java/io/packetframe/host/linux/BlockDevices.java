package io.packetframe.host.linux;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.BlockDevice.Role;
import io.packetframe.host.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every block device that holds something, from {@code /sys/class/block}. */
final class BlockDevices {
  static final String DIRECTORY = "/sys/class/block";

  private static final long SECTOR_BYTES = 512;

  /** TYPE_ROM of SCSI: a drive without a disc is nothing to report, one with a disc no storage. */
  private static final long OPTICAL = 5;

  private static final Fact<String> NO_HEALTH =
      Fact.unknown("the kernel keeps no state of its health");

  private final HostFiles files;
  private final Attributes attributes;
  private final NvmeHealth nvme;

  BlockDevices(HostFiles files, NvmeHealth nvme) {
    this.files = files;
    this.attributes = new Attributes(files);
    this.nvme = nvme;
  }

  Fact<List<BlockDevice>> read() {
    return files.list(DIRECTORY).fact().map(this::read);
  }

  private List<BlockDevice> read(List<String> names) {
    List<BlockDevice> devices = new ArrayList<>();
    Map<String, Fact<String>> health = nvme.of(names);
    for (String name : names) {
      String directory = DIRECTORY + "/" + name;
      Fact<Long> bytes = bytes(directory + "/size");
      // A way to an NVMe disk that several lead to: the disk itself has a device of its own.
      boolean isHidden =
          attributes.natural(directory + "/hidden").optional().filter(it -> it == 1).isPresent();
      boolean isEmpty = bytes.optional().filter(size -> size == 0).isPresent();
      boolean isOptical =
          attributes
              .natural(directory + "/device/type")
              .optional()
              .filter(it -> it == OPTICAL)
              .isPresent();
      if (!isHidden && !isEmpty && !isOptical) {
        devices.add(device(name, directory, bytes, health));
      }
    }
    return devices;
  }

  private BlockDevice device(
      String name, String directory, Fact<Long> bytes, Map<String, Fact<String>> health) {
    Role role = role(directory);
    return new BlockDevice(
        name,
        attributes.text(directory + "/dm/name").optional().orElse(name),
        attributes.text(directory + "/dev").optional().orElse(""),
        role,
        bytes,
        new StorageKinds(files).of(name),
        beneath(name),
        identity(directory),
        attributes.text(directory + "/device/model"),
        role == Role.RAID
            ? attributes.natural(directory + "/md/degraded").map(BlockDevices::health)
            : health.getOrDefault(name, NO_HEALTH));
  }

  /** NVMe, SCSI and what is made of others each keep it in a place of their own. */
  private Fact<String> identity(String directory) {
    for (String place :
        List.of("/wwid", "/device/wwid", "/dm/uuid", "/md/uuid", "/device/serial", "/serial")) {
      Fact<String> identity = attributes.text(directory + place);
      if (identity.optional().filter(BlockDevices::tells).isPresent()) {
        return identity;
      }
    }
    return Fact.unknown("it tells no number of its own");
  }

  /** An array without metadata has a UUID of zeroes, as all the others of that kind. */
  private static boolean tells(String identity) {
    for (int i = 0; i < identity.length(); i++) {
      if (identity.charAt(i) != '0' && identity.charAt(i) != '-') {
        return true;
      }
    }
    return false;
  }

  private Fact<Long> bytes(String path) {
    return attributes
        .natural(path)
        .flatMap(
            sectors ->
                sectors <= Long.MAX_VALUE / SECTOR_BYTES
                    ? Fact.known(sectors * SECTOR_BYTES)
                    : Fact.unknown(path + ": no size: " + sectors));
  }

  private Role role(String directory) {
    if (files.exists(directory + "/partition")) {
      return Role.PARTITION;
    }
    if (files.exists(directory + "/md/level")) {
      return Role.RAID;
    }
    Optional<String> mapping = files.read(directory + "/dm/uuid").optional();
    if (mapping.isEmpty()) {
      return Role.DISK;
    }
    if (mapping.get().startsWith("LVM-")) {
      return Role.LOGICAL_VOLUME;
    }
    return mapping.get().startsWith("CRYPT-") ? Role.ENCRYPTED : Role.MAPPED;
  }

  private static String health(long missing) {
    return missing == 0 ? "complete" : "degraded: members missing: " + missing;
  }

  /** Returns the disk of a partition, or the members of what is made of others. */
  private List<String> beneath(String name) {
    Optional<String> disk = disk(files, name);
    return disk.isPresent()
        ? List.of(disk.get())
        : files.list(DIRECTORY + "/" + name + "/slaves").optional().orElse(List.of());
  }

  /** Returns the disk that a partition is on: it is the directory that holds the partition's. */
  static Optional<String> disk(HostFiles files, String name) {
    String directory = DIRECTORY + "/" + name;
    if (!files.exists(directory + "/partition")) {
      return Optional.empty();
    }
    return files
        .readLink(directory)
        .optional()
        .map(target -> target.split("/", -1))
        .filter(parts -> parts.length >= 2)
        .map(parts -> parts[parts.length - 2]);
  }
}
