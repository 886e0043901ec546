package io.packetframe.host.oshi;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.Fact;
import io.packetframe.host.FileSystem;
import io.packetframe.host.Space;
import io.packetframe.host.StorageKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import oshi.software.os.OSFileStore;

/** Mounted file systems, each once. */
final class OshiFileSystems {
  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "mfs", "ramfs");
  private static final Set<String> OF_OTHERS =
      Set.of("nfs", "nfs4", "smbfs", "cifs", "afpfs", "webdav", "9p", "fusefs.sshfs");

  private final Map<String, BlockDevice> devices = new HashMap<>();
  private final Map<String, String> deviceOfMount;

  OshiFileSystems(List<BlockDevice> devices, Map<String, String> deviceOfMount) {
    devices.forEach(device -> this.devices.put(device.name(), device));
    this.deviceOfMount = deviceOfMount;
  }

  /**
   * Leaves out what has no size: namespaces, drives without a medium. What is mounted at several
   * places is told of at the shortest, which is first.
   */
  List<FileSystem> of(List<OSFileStore> stores) {
    Map<String, FileSystem> found = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    List<OSFileStore> shortestFirst =
        stores.stream()
            .sorted(Comparator.comparingInt(store -> store.getMount().length()))
            .toList();
    for (OSFileStore store : shortestFirst) {
      if (store.getTotalSpace() > 0
          && !store.getMount().isBlank()
          && (!isOfADevice(store) || seen.add(store.getVolume()))) {
        found.putIfAbsent(store.getMount(), of(store));
      }
    }
    return List.copyOf(found.values());
  }

  /** Only then does one volume mean one file system: every tmpfs comes from {@code tmpfs}. */
  private static boolean isOfADevice(OSFileStore store) {
    return store.getVolume().startsWith("/dev/") || store.getVolume().startsWith("\\\\?\\Volume");
  }

  private FileSystem of(OSFileStore store) {
    Optional<String> device =
        Optional.ofNullable(deviceOfMount.get(store.getMount()))
            .or(() -> Optional.of(store.getVolume().replaceFirst("^/dev/", "")))
            .filter(devices::containsKey);
    return new FileSystem(
        store.getMount(),
        store.getType(),
        store.getVolume(),
        device,
        kind(store, device),
        space(store));
  }

  private Fact<StorageKind> kind(OSFileStore store, Optional<String> device) {
    String type = store.getType().toLowerCase(Locale.ROOT);
    if (!store.isLocal() || OF_OTHERS.contains(type)) {
      return Fact.known(StorageKind.NETWORK);
    }
    if (IN_MEMORY.contains(type)) {
      return Fact.known(StorageKind.MEMORY);
    }
    return device
        .map(devices::get)
        .map(BlockDevice::kind)
        .orElseGet(
            () -> Fact.unknown("OSHI does not tell which disk " + store.getMount() + " is on"));
  }

  /** What is reserved counts as taken by nobody, so that free may be more than usable. */
  private static Fact<Space> space(OSFileStore store) {
    long total = store.getTotalSpace();
    long free = store.getFreeSpace();
    long usable = store.getUsableSpace();
    return usable < 0 || free < usable || total < free
        ? Fact.unknown(
            "OSHI says that of " + total + " bytes " + free + " are free and " + usable + " usable")
        : Fact.known(new Space(total, total - free, usable));
  }
}
