package io.packetframe.host.linux;

import io.packetframe.host.EmulatedDisks;
import io.packetframe.host.Fact;
import io.packetframe.host.StorageKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a block device is made of: its driver's place in sysfs for a disk, its disk for a partition,
 * and the worst of its members for what is made of several.
 */
final class StorageKinds {
  private static final List<String> NETWORK_PLACES = List.of("/nbd", "/rbd", "/session", "/drbd");
  private static final List<String> VIRTUAL_PLACES =
      List.of("/virtio", "/vbd-", "/vmbus", "VMBUS", "/devices/virtual/");

  private final HostFiles files;
  private final Attributes attributes;

  StorageKinds(HostFiles files) {
    this.files = files;
    this.attributes = new Attributes(files);
  }

  Fact<StorageKind> of(String name) {
    return of(name, new HashSet<>());
  }

  private Fact<StorageKind> of(String name, Set<String> seen) {
    if (!seen.add(name)) {
      return Fact.unknown(name + " is made of itself");
    }
    Optional<String> disk = BlockDevices.disk(files, name);
    if (disk.isPresent()) {
      return of(disk.get(), seen);
    }
    List<String> members =
        files.list(BlockDevices.DIRECTORY + "/" + name + "/slaves").optional().orElse(List.of());
    return members.isEmpty() ? ofDisk(name) : worst(members, seen);
  }

  private Fact<StorageKind> worst(List<String> members, Set<String> seen) {
    StorageKind worst = StorageKind.MEMORY;
    for (String member : members) {
      // Two volumes of one group may share a disk: only the way down must not meet itself.
      Fact<StorageKind> kind = of(member, new HashSet<>(seen));
      if (kind.optional().isEmpty()) {
        return kind;
      }
      worst = worst.worse(kind.optional().get());
    }
    return Fact.known(worst);
  }

  private Fact<StorageKind> ofDisk(String name) {
    String directory = BlockDevices.DIRECTORY + "/" + name;
    Fact<String> place = files.readLink(directory).fact();
    if (place.optional().isEmpty()) {
      return Fact.unknown(place.reason().orElseThrow());
    }
    String path = place.optional().get();
    if (path.contains("/nvme")) {
      return Fact.known(ofNvme(name));
    }
    if (hasAny(path, NETWORK_PLACES)) {
      return Fact.known(StorageKind.NETWORK);
    }
    if (hasAny(path, VIRTUAL_PLACES) || isEmulated(directory)) {
      return Fact.known(StorageKind.VIRTUAL);
    }
    return attributes
        .natural(directory + "/queue/rotational")
        .flatMap(rotational -> ofRotation(rotational, path.contains("/usb")));
  }

  private static Fact<StorageKind> ofRotation(long rotational, boolean isUsb) {
    if (rotational == 0) {
      return Fact.known(StorageKind.SSD);
    }
    return isUsb
        ? Fact.unknown("the USB bridge does not tell flash from a disk that turns")
        : Fact.known(StorageKind.HDD);
  }

  /** What several controllers lead to is as the worst of these ways. */
  private StorageKind ofNvme(String name) {
    NvmeControllers controllers = new NvmeControllers(files);
    StorageKind worst = StorageKind.NVME;
    for (String controller : controllers.of(name)) {
      String transport = controllers.transport(controller).orElse("pcie");
      worst =
          worst.worse(
              switch (transport) {
                case "pcie" -> StorageKind.NVME;
                case "loop" -> StorageKind.VIRTUAL;
                default -> StorageKind.NETWORK;
              });
    }
    return worst;
  }

  private boolean isEmulated(String directory) {
    String words =
        attributes.text(directory + "/device/vendor").optional().orElse("")
            + " "
            + attributes.text(directory + "/device/model").optional().orElse("");
    return EmulatedDisks.isNamed(words);
  }

  private static boolean hasAny(String text, List<String> words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
