package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.Gpu;
import io.packetframe.host.GpuKind;
import io.packetframe.host.PciGraphics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Graphics devices: those on PCI with a driver or without, and others that have a DRM node. */
final class GpuReader {
  private static final String PCI = "/sys/bus/pci/devices";
  private static final String DRM = "/sys/class/drm";

  /** The base class of display controllers. */
  private static final String DISPLAY_CLASS = "0x03";

  private final HostFiles files;
  private final Attributes attributes;

  GpuReader(HostFiles files) {
    this.files = files;
    this.attributes = new Attributes(files);
  }

  Fact<List<Gpu>> read() {
    Reading<List<String>> addresses = files.list(PCI);
    Reading<List<String>> nodes = files.list(DRM);
    if (addresses.optional().isEmpty() && nodes.optional().isEmpty()) {
      return Fact.unknown(
          addresses.problem().orElseThrow() + ", and " + nodes.problem().orElseThrow());
    }
    List<Gpu> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String address : addresses.optional().orElse(List.of())) {
      String directory = PCI + "/" + address;
      if (attributes.text(directory + "/class").optional().orElse("").startsWith(DISPLAY_CLASS)) {
        Gpu gpu = onPci(address, directory);
        seen.addAll(gpu.nodes());
        found.add(gpu);
      }
    }
    for (String node : nodes.optional().orElse(List.of())) {
      // A connector has a dash in its name.
      if (node.startsWith("card") && node.indexOf('-') < 0 && !seen.contains(node)) {
        offPci(node).ifPresent(found::add);
      }
    }
    return Fact.known(found);
  }

  private Gpu onPci(String address, String directory) {
    Fact<String> vendor = attributes.text(directory + "/vendor").map(GpuReader::digits);
    Fact<String> device = attributes.text(directory + "/device").map(GpuReader::digits);
    Fact<String> driver = driver(directory);
    List<String> nodes = nodes(directory);
    return new Gpu(
        address,
        Fact.known(address),
        vendor.flatMap(it -> device.map(number -> it + ":" + number)),
        vendor.flatMap(PciGraphics::vendor),
        model(address, vendor, device),
        vendor.flatMap(it -> new GpuKinds(files).of(directory, address, it)),
        memory(directory + "/mem_info_vram_total"),
        memory(directory + "/mem_info_vram_used"),
        attributes
            .natural(directory + "/gpu_busy_percent")
            .map(percent -> Math.min(percent, 100) / 100.0)
            .or(Fact.unknown("only amdgpu tells it in a file: no gpu_busy_percent")),
        driver,
        attributes.natural(directory + "/boot_vga").map(value -> value == 1),
        nodes,
        new GpuCapabilities(files).of(driver.optional().orElse(""), nodes));
  }

  /** Boards with a processor of the kind that phones have bring graphics without PCI. */
  private Optional<Gpu> offPci(String node) {
    String directory = DRM + "/" + node + "/device";
    Optional<String> driver = driver(directory).optional();
    if (driver.isEmpty()) {
      return Optional.empty();
    }
    String reason = node + " is not on PCI";
    List<String> nodes = nodes(directory);
    return Optional.of(
        new Gpu(
            node,
            Fact.unknown(reason),
            Fact.unknown(reason),
            Fact.unknown(reason + ", and only its driver is known"),
            Fact.unknown(reason + ", and only its driver is known"),
            driver.get().startsWith("v") && driver.get().contains("virtio")
                ? Fact.known(GpuKind.VIRTUAL)
                : Fact.known(GpuKind.INTEGRATED),
            Fact.unknown("the driver tells of no memory of its own"),
            Fact.unknown("the driver tells of no memory of its own"),
            Fact.unknown(reason + ", and only its driver is known"),
            Fact.known(driver.get()),
            Fact.unknown(reason),
            nodes.isEmpty() ? List.of(node) : nodes,
            new GpuCapabilities(files).of(driver.get(), nodes)));
  }

  /** Beside its nodes a card has links for those that look for what kernels once had. */
  private List<String> nodes(String directory) {
    List<String> nodes = new ArrayList<>();
    for (String name : files.list(directory + "/drm").optional().orElse(List.of())) {
      if (name.startsWith("card") || name.startsWith("renderD")) {
        nodes.add(name);
      }
    }
    return nodes;
  }

  private Fact<String> driver(String directory) {
    return attributes.linkName(directory + "/driver");
  }

  /** Asks NVIDIA's driver first, which knows the name that is printed on the card. */
  private Fact<String> model(String address, Fact<String> vendor, Fact<String> device) {
    String information =
        files
            .read("/proc/driver/nvidia/gpus/" + address + "/information")
            .optional()
            .map(text -> StatusField.of(text, "Model"))
            .orElse("");
    return information.isEmpty()
        ? vendor.flatMap(it -> device.flatMap(id -> new PciNames(files).device(it, id)))
        : Fact.known(information);
  }

  private Fact<Long> memory(String path) {
    return attributes.natural(path).or(Fact.unknown("only amdgpu tells it in a file: no " + path));
  }

  private static String digits(String number) {
    return number.startsWith("0x") ? number.substring(2) : number;
  }
}
