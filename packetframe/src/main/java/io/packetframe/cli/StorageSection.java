package io.packetframe.cli;

import io.packetframe.cli.PageLines.Branch;
import io.packetframe.host.BlockDevice;
import io.packetframe.host.BlockDevice.Role;
import io.packetframe.host.DiskRate;
import io.packetframe.host.FileSystem;
import io.packetframe.host.Space;
import io.packetframe.host.Storage;
import io.packetframe.host.Usage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Disks, each with what is built on it, and the file systems on top. */
final class StorageSection {
  private final PageLines page;
  private List<BlockDevice> devices = List.of();
  private List<FileSystem> systems = List.of();
  private List<DiskRate> rates = List.of();
  private final Set<String> shown = new HashSet<>();

  StorageSection(PageLines page) {
    this.page = page;
  }

  void write(Storage storage, Usage usage) {
    page.heading("Storage");
    devices = page.known("disks", storage.devices()).orElse(List.of());
    systems = page.known("file systems", storage.fileSystems()).orElse(List.of());
    rates = page.known("what goes to and from disks", usage.disks()).orElse(List.of());
    for (BlockDevice device : devices) {
      if (device.beneath().isEmpty()) {
        page.tree(branch(device));
      }
    }
    for (FileSystem system : systems) {
      if (system.device().isEmpty()) {
        page.line(words(system));
      }
    }
  }

  private Branch branch(BlockDevice device) {
    // What is made of several disks stands below each of them, but its own tree only once.
    if (!shown.add(device.name())) {
      return Branch.leaf(name(device) + "  (above)");
    }
    List<Branch> below = new ArrayList<>();
    for (FileSystem system : systems) {
      if (system.device().filter(device.name()::equals).isPresent()) {
        below.add(Branch.leaf(words(system)));
      }
    }
    for (BlockDevice upper : devices) {
      if (upper.beneath().contains(device.name())) {
        below.add(branch(upper));
      }
    }
    return new Branch(words(device), below);
  }

  private String words(BlockDevice device) {
    List<String> words = new ArrayList<>();
    if (device.role() != Role.DISK && device.role() != Role.PARTITION) {
      words.add(word(device.role()).replace('_', ' '));
    }
    if (device.role() == Role.DISK || device.role() == Role.RAID) {
      page.known("kind of " + device.name(), device.kind())
          .ifPresent(kind -> words.add(word(kind)));
    }
    page.known("size of " + device.name(), device.bytes())
        .ifPresent(bytes -> words.add(Amounts.bytes(bytes)));
    if (device.role() == Role.DISK) {
      device.model().optional().ifPresent(words::add);
    }
    device.health().optional().ifPresent(words::add);
    for (DiskRate rate : rates) {
      if (rate.name().equals(device.name())) {
        words.add("reads " + Amounts.bytes(rate.readBytes()) + "/s");
        words.add("writes " + Amounts.bytes(rate.writtenBytes()) + "/s");
        page.known("how busy " + device.name() + " is", rate.busyShare())
            .ifPresent(share -> words.add("busy " + Amounts.percent(share)));
      }
    }
    return name(device) + "  " + String.join(", ", words);
  }

  private static String name(BlockDevice device) {
    return device.label().equals(device.name())
        ? device.name()
        : device.label() + " (" + device.name() + ")";
  }

  private String words(FileSystem system) {
    Optional<Space> space = page.known("room of " + system.mountPoint(), system.space());
    String kind =
        system.device().isPresent()
            ? ""
            : page.known("storage of " + system.mountPoint(), system.kind())
                .map(it -> ", " + word(it))
                .orElse("");
    return system.mountPoint()
        + "  "
        + system.type()
        + kind
        + space
            .map(
                it ->
                    "  "
                        + Amounts.bar(it.usedShare())
                        + "  "
                        + Amounts.bytes(it.availableBytes())
                        + " of "
                        + Amounts.bytes(it.totalBytes())
                        + " available")
            .orElse("");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
