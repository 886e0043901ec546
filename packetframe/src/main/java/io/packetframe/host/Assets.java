package io.packetframe.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The parts of a machine, made of what any {@link HostPlatform} tells. */
public final class Assets {
  private static final String NO_HEALTH = "the system tells nothing of its health";

  private Assets() {}

  /** Looks at the machine; what it does not tell of at all is left out. */
  public static List<Asset> of(HostPlatform host) {
    List<Asset> assets = new ArrayList<>();
    packages(host.cpu(), assets);
    memory(host.memory(), assets);
    graphics(host.gpus().optional().orElse(List.of()), assets);
    disks(host.storage(), assets);
    return List.copyOf(assets);
  }

  private static void packages(Cpu cpu, List<Asset> assets) {
    List<CpuPackage> packages = cpu.packages().optional().orElse(List.of());
    for (int i = 0; i < packages.size(); i++) {
      CpuPackage socket = packages.get(i);
      long threads = 0;
      for (CpuCore core : socket.cores()) {
        threads += core.cpus().size();
      }
      String identity = "package " + socket.number().optional().orElse(i);
      assets.add(
          new Asset(
              Asset.Kind.CPU,
              identity,
              identity,
              Fact.known(threads),
              Fact.unknown("CPUs are not taken but shared"),
              Fact.unknown(NO_HEALTH)));
    }
  }

  private static void memory(Memory memory, List<Asset> assets) {
    if (memory.totalBytes().optional().isPresent()) {
      assets.add(
          new Asset(
              Asset.Kind.MEMORY,
              "memory",
              "memory",
              memory.totalBytes(),
              memory.usedBytes(),
              memory.health()));
    }
  }

  private static void graphics(List<Gpu> gpus, List<Asset> assets) {
    for (Gpu gpu : gpus) {
      assets.add(
          new Asset(
              Asset.Kind.GPU,
              gpu.pciAddress().optional().orElse(gpu.name()),
              gpu.name(),
              gpu.memoryBytes(),
              gpu.usedBytes(),
              Fact.unknown(NO_HEALTH)));
    }
  }

  /** Disks, and arrays of them, whose health is more than that of each. */
  private static void disks(Storage storage, List<Asset> assets) {
    List<BlockDevice> devices = storage.devices().optional().orElse(List.of());
    for (BlockDevice device : devices) {
      if (device.role() == BlockDevice.Role.DISK || device.role() == BlockDevice.Role.RAID) {
        assets.add(
            new Asset(
                Asset.Kind.STORAGE,
                device.identity().optional().orElse(device.name()),
                device.name(),
                device.bytes(),
                used(device, storage, devices),
                device.health()));
      }
    }
  }

  /** What the mounted file systems on top take; another disk below them takes its part of that. */
  private static Fact<Long> used(BlockDevice disk, Storage storage, List<BlockDevice> devices) {
    long used = 0;
    boolean isMounted = false;
    for (FileSystem system : storage.fileSystems().optional().orElse(List.of())) {
      Set<String> roots = new HashSet<>();
      Set<String> all = new HashSet<>();
      system.device().ifPresent(name -> descend(name, devices, all, roots));
      if (all.contains(disk.name())) {
        if (system.space().optional().isEmpty()) {
          return Fact.unknown(system.space().reason().orElseThrow());
        }
        if (disk.role() == BlockDevice.Role.DISK && roots.size() > 1) {
          return Fact.unknown(system.mountPoint() + " is on other disks too");
        }
        used += system.space().optional().get().usedBytes();
        isMounted = true;
      }
    }
    return isMounted ? Fact.known(used) : Fact.unknown("nothing on it is mounted");
  }

  private static void descend(
      String name, List<BlockDevice> devices, Set<String> all, Set<String> roots) {
    if (!all.add(name)) {
      return;
    }
    for (BlockDevice device : devices) {
      if (device.name().equals(name)) {
        if (device.beneath().isEmpty()) {
          roots.add(name);
        }
        device.beneath().forEach(lower -> descend(lower, devices, all, roots));
      }
    }
  }
}
