package io.packetframe.host;

import java.util.List;
import java.util.Set;

/**
 * A graphics device.
 *
 * @param name what the system calls it: its address, or that of its node
 * @param pciAddress domain, bus, device, function ({@code 0000:01:00.0})
 * @param ids vendor and device, four hexadecimal digits each ({@code 10de:2204})
 * @param memoryBytes its own memory
 * @param usedBytes what of that is in use
 * @param busyShare the share of the last moment in which it had something to do, 0 to 1
 * @param driver the kernel's driver that has it
 * @param isFirst whether firmware showed its screen on it
 * @param nodes what programs open to use it ({@code card0}, {@code renderD128})
 * @param capabilities what there is evidence for; the absence of one says nothing
 */
public record Gpu(
    String name,
    Fact<String> pciAddress,
    Fact<String> ids,
    Fact<String> vendor,
    Fact<String> model,
    Fact<GpuKind> kind,
    Fact<Long> memoryBytes,
    Fact<Long> usedBytes,
    Fact<Double> busyShare,
    Fact<String> driver,
    Fact<Boolean> isFirst,
    List<String> nodes,
    Set<GpuCapability> capabilities) {

  /** Copies list and set. */
  public Gpu {
    nodes = List.copyOf(nodes);
    capabilities = Set.copyOf(capabilities);
  }

  /** Returns it with other memory of its own. */
  public Gpu withMemory(Fact<Long> total, Fact<Long> used) {
    return new Gpu(
        name,
        pciAddress,
        ids,
        vendor,
        model,
        kind,
        total,
        used,
        busyShare,
        driver,
        isFirst,
        nodes,
        capabilities);
  }

  /** Returns it busy to another share. */
  public Gpu withBusyShare(Fact<Double> other) {
    return new Gpu(
        name,
        pciAddress,
        ids,
        vendor,
        model,
        kind,
        memoryBytes,
        usedBytes,
        other,
        driver,
        isFirst,
        nodes,
        capabilities);
  }
}
