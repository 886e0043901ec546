package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.Virtualisation;
import io.packetframe.host.Virtualisation.BareMetal;
import io.packetframe.host.Virtualisation.Guest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a hypervisor runs below, and which: from the flag that x86 has for it, the words of the
 * firmware, the clocks that hypervisors offer, and the device tree.
 */
final class VirtualisationReader {
  /** What the firmware's tables say of who made the machine, or which one it is. */
  private static final List<Map.Entry<String, String>> FIRMWARE_WORDS =
      List.of(
          Map.entry("VMware", "VMware"),
          Map.entry("innotek", "VirtualBox"),
          Map.entry("VirtualBox", "VirtualBox"),
          Map.entry("Parallels", "Parallels"),
          Map.entry("Xen", "Xen"),
          Map.entry("BHYVE", "bhyve"),
          Map.entry("Amazon EC2", "Amazon EC2"),
          Map.entry("Google Compute Engine", "Google Compute Engine"),
          Map.entry("Apple Virtualization", "Apple Virtualization"),
          Map.entry("KVM", "KVM"),
          Map.entry("QEMU", "QEMU"));

  private static final String UNNAMED =
      "neither firmware nor clocks nor device tree name the hypervisor";

  private final Attributes attributes;

  VirtualisationReader(HostFiles files) {
    this.attributes = new Attributes(files);
  }

  Fact<Virtualisation> read(CpuInfo info) {
    Optional<String> hypervisor = hypervisor();
    boolean isX86 = info.value(info.first(), "vendor_id").isPresent();
    if (isX86 && !info.hasFlag(info.first(), "hypervisor") && hypervisor.isEmpty()) {
      return Fact.known(new BareMetal());
    }
    if (hypervisor.isPresent() || isX86) {
      return Fact.known(
          new Guest(hypervisor.map(Fact::known).orElseGet(() -> Fact.unknown(UNNAMED))));
    }
    return Fact.unknown("no sign of a hypervisor, and this architecture has none for its absence");
  }

  private Optional<String> hypervisor() {
    if (attributes.text("/sys/hypervisor/type").optional().filter("xen"::equals).isPresent()) {
      return Optional.of("Xen");
    }
    return firmware().or(this::clock).or(this::deviceTree);
  }

  private Optional<String> firmware() {
    String vendor = attributes.text("/sys/class/dmi/id/sys_vendor").optional().orElse("");
    String product = attributes.text("/sys/class/dmi/id/product_name").optional().orElse("");
    // Microsoft sells machines too.
    if (vendor.equals("Microsoft Corporation") && product.equals("Virtual Machine")) {
      return Optional.of("Hyper-V");
    }
    // So does Amazon, and its whole machines are named for it as well.
    if (vendor.equals("Amazon EC2") && product.endsWith(".metal")) {
      return Optional.empty();
    }
    for (Map.Entry<String, String> word : FIRMWARE_WORDS) {
      if (vendor.contains(word.getKey()) || product.contains(word.getKey())) {
        return Optional.of(word.getValue());
      }
    }
    return Optional.empty();
  }

  private Optional<String> clock() {
    String clocks =
        attributes
            .text("/sys/devices/system/clocksource/clocksource0/available_clocksource")
            .optional()
            .orElse("");
    if (clocks.contains("kvm-clock")) {
      return Optional.of("KVM");
    }
    return clocks.contains("hyperv_clocksource") ? Optional.of("Hyper-V") : Optional.empty();
  }

  private Optional<String> deviceTree() {
    String compatible =
        attributes.text("/proc/device-tree/hypervisor/compatible").optional().orElse("");
    if (compatible.contains("xen")) {
      return Optional.of("Xen");
    }
    if (compatible.contains("kvm")) {
      return Optional.of("KVM");
    }
    return attributes
        .text("/proc/device-tree/compatible")
        .optional()
        .filter(machine -> machine.contains("linux,dummy-virt") || machine.contains("riscv-virtio"))
        .map(_ -> "QEMU");
  }
}
