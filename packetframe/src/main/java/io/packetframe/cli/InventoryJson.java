package io.packetframe.cli;

import io.packetframe.host.BlockDevice;
import io.packetframe.host.Cpu;
import io.packetframe.host.CpuCache;
import io.packetframe.host.CpuKind;
import io.packetframe.host.CpuPackage;
import io.packetframe.host.FileSystem;
import io.packetframe.host.Gpu;
import io.packetframe.host.GpuCapability;
import io.packetframe.host.Memory;
import io.packetframe.host.MemoryLimit;
import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.NumaNode;
import io.packetframe.host.Space;
import io.packetframe.host.Storage;
import io.packetframe.host.Traffic;
import io.packetframe.host.UsableCpus;
import io.packetframe.host.Virtualisation;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonValue.JsonNumber;
import io.packetframe.record.JsonValue.ObjectBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The answer of {@code inventory --json}; its schema is {@code inventory-1.schema.json}. */
final class InventoryJson {
  private InventoryJson() {}

  static JsonValue of(Inventory inventory) {
    return JsonValue.object()
        .put("schema", "inventory-1")
        .put("cpu", cpu(inventory.cpu()))
        .put("gpus", FactJson.list(inventory.gpus(), InventoryJson::gpu))
        .put("memory", memory(inventory.memory()))
        .put("storage", storage(inventory.storage()))
        .put("network", FactJson.list(inventory.network(), InventoryJson::adapter))
        .put("usage", UsageJson.of(inventory.usage()))
        .build();
  }

  private static JsonValue cpu(Cpu cpu) {
    return JsonValue.object()
        .put("architecture", FactJson.text(cpu.architecture()))
        .put("vendor", FactJson.text(cpu.vendor()))
        .put("kinds", FactJson.list(cpu.kinds(), InventoryJson::kind))
        .put("packages", FactJson.list(cpu.packages(), InventoryJson::cpuPackage))
        .put("caches", FactJson.list(cpu.caches(), InventoryJson::cache))
        .put("nodes", FactJson.list(cpu.nodes(), InventoryJson::node))
        .put("usable", FactJson.of(cpu.usable(), InventoryJson::usable))
        .put("virtualisation", FactJson.of(cpu.virtualisation(), InventoryJson::virtualisation))
        .build();
  }

  private static JsonValue kind(CpuKind kind) {
    return JsonValue.object()
        .put("model", FactJson.text(kind.model()))
        .putIfPresent("role", kind.role())
        .put("capacity", FactJson.small(kind.capacity()))
        .put("cpus", FactJson.numbers(kind.cpus()))
        .put("base_hertz", FactJson.number(kind.baseHertz()))
        .put("current_hertz", FactJson.number(kind.currentHertz()))
        .put("maximum_hertz", FactJson.number(kind.maximumHertz()))
        .build();
  }

  private static JsonValue cpuPackage(CpuPackage socket) {
    return JsonValue.object()
        .put("number", FactJson.small(socket.number()))
        .put("cores", FactJson.array(socket.cores(), core -> FactJson.numbers(core.cpus())))
        .build();
  }

  private static JsonValue cache(CpuCache cache) {
    return JsonValue.object()
        .put("level", cache.level())
        .put("content", word(cache.content()))
        .put("bytes", FactJson.number(cache.bytes()))
        .put("cpus", FactJson.of(cache.cpus(), FactJson::numbers))
        .build();
  }

  private static JsonValue node(NumaNode node) {
    return JsonValue.object()
        .put("number", node.number())
        .put("cpus", FactJson.numbers(node.cpus()))
        .put("bytes", FactJson.number(node.bytes()))
        .build();
  }

  private static JsonValue usable(UsableCpus usable) {
    return JsonValue.object()
        .put("count", FactJson.decimal(usable.count()))
        .put("because", usable.because())
        .build();
  }

  private static JsonValue virtualisation(Virtualisation virtualisation) {
    // Not a pattern switch, whose first use in a process costs milliseconds.
    return virtualisation instanceof Virtualisation.Guest guest
        ? JsonValue.object()
            .put("guest", true)
            .put("hypervisor", FactJson.text(guest.hypervisor()))
            .build()
        : JsonValue.object().put("guest", false).build();
  }

  private static JsonValue gpu(Gpu gpu) {
    List<String> capabilities = new ArrayList<>();
    for (GpuCapability capability : GpuCapability.values()) {
      if (gpu.capabilities().contains(capability)) {
        capabilities.add(word(capability));
      }
    }
    return JsonValue.object()
        .put("name", gpu.name())
        .put("pci_address", FactJson.text(gpu.pciAddress()))
        .put("ids", FactJson.text(gpu.ids()))
        .put("vendor", FactJson.text(gpu.vendor()))
        .put("model", FactJson.text(gpu.model()))
        .put("kind", FactJson.of(gpu.kind(), kind -> JsonValue.of(word(kind))))
        .put("memory_bytes", FactJson.number(gpu.memoryBytes()))
        .put("used_bytes", FactJson.number(gpu.usedBytes()))
        .put("busy_share", FactJson.share(gpu.busyShare()))
        .put("driver", FactJson.text(gpu.driver()))
        .put("first", FactJson.truth(gpu.isFirst()))
        .put("nodes", JsonValue.ofStrings(gpu.nodes()))
        .put("capabilities", JsonValue.ofStrings(capabilities))
        .build();
  }

  private static JsonValue memory(Memory memory) {
    return JsonValue.object()
        .put("total_bytes", FactJson.number(memory.totalBytes()))
        .put("available_bytes", FactJson.number(memory.availableBytes()))
        .put("used_bytes", FactJson.number(memory.usedBytes()))
        .put("swap_total_bytes", FactJson.number(memory.swapTotalBytes()))
        .put("swap_used_bytes", FactJson.number(memory.swapUsedBytes()))
        .put("limit", FactJson.of(memory.limit(), InventoryJson::limit))
        .put("effective_bytes", FactJson.number(memory.effectiveBytes()))
        .put("health", FactJson.text(memory.health()))
        .build();
  }

  private static JsonValue limit(MemoryLimit limit) {
    ObjectBuilder object = JsonValue.object().put("because", limit.because());
    limit.bytes().ifPresent(bytes -> object.put("bytes", bytes));
    return object.build();
  }

  private static JsonValue storage(Storage storage) {
    return JsonValue.object()
        .put("devices", FactJson.list(storage.devices(), InventoryJson::device))
        .put("file_systems", FactJson.list(storage.fileSystems(), InventoryJson::fileSystem))
        .build();
  }

  private static JsonValue device(BlockDevice device) {
    ObjectBuilder object =
        JsonValue.object()
            .put("name", device.name())
            .put("label", device.label())
            .put("number", device.number())
            .put("role", word(device.role()))
            .put("bytes", FactJson.number(device.bytes()))
            .put("kind", FactJson.of(device.kind(), kind -> JsonValue.of(word(kind))))
            .put("beneath", JsonValue.ofStrings(device.beneath()));
    if (device.role() == BlockDevice.Role.DISK) {
      object.put("model", FactJson.text(device.model()));
      object.put("identity", FactJson.text(device.identity()));
    }
    if (device.role() == BlockDevice.Role.DISK || device.role() == BlockDevice.Role.RAID) {
      object.put("health", FactJson.text(device.health()));
    }
    return object.build();
  }

  private static JsonValue fileSystem(FileSystem system) {
    return JsonValue.object()
        .put("mount_point", system.mountPoint())
        .put("type", system.type())
        .put("source", system.source())
        .putIfPresent("device", system.device())
        .put("kind", FactJson.of(system.kind(), kind -> JsonValue.of(word(kind))))
        .put("space", FactJson.of(system.space(), InventoryJson::space))
        .build();
  }

  private static JsonValue space(Space space) {
    return JsonValue.object()
        .put("total_bytes", space.totalBytes())
        .put("used_bytes", space.usedBytes())
        .put("available_bytes", space.availableBytes())
        .put("used_share", FactJson.decimal(space.usedShare()))
        .build();
  }

  private static JsonValue adapter(NetworkAdapter adapter) {
    return JsonValue.object()
        .put("name", adapter.name())
        .put("number", FactJson.small(adapter.number()))
        .put("address", FactJson.of(adapter.address(), address -> JsonValue.of(address.toString())))
        .put("state", FactJson.text(adapter.state()))
        .put("mtu_bytes", FactJson.small(adapter.mtuBytes()))
        .put("bits_per_second", FactJson.number(adapter.bitsPerSecond()))
        .put("driver", FactJson.text(adapter.driver()))
        .put("virtual", FactJson.truth(adapter.isVirtual()))
        .put("traffic", FactJson.of(adapter.traffic(), InventoryJson::traffic))
        .build();
  }

  private static JsonValue traffic(Traffic traffic) {
    return JsonValue.object()
        .put("received_bytes", unsigned(traffic.receivedBytes()))
        .put("received_packets", unsigned(traffic.receivedPackets()))
        .put("received_errors", unsigned(traffic.receivedErrors()))
        .put("received_drops", unsigned(traffic.receivedDrops()))
        .put("sent_bytes", unsigned(traffic.sentBytes()))
        .put("sent_packets", unsigned(traffic.sentPackets()))
        .put("sent_errors", unsigned(traffic.sentErrors()))
        .put("sent_drops", FactJson.of(traffic.sentDrops(), InventoryJson::unsigned))
        .build();
  }

  private static JsonValue unsigned(long counter) {
    return new JsonNumber(new BigDecimal(Long.toUnsignedString(counter)));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
