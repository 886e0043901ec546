package io.packetframe.cli;

import io.packetframe.host.Gpu;
import io.packetframe.host.GpuCapability;
import io.packetframe.host.Memory;
import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.NetworkRate;
import io.packetframe.host.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The answer of {@code inventory --human}. */
final class InventoryPage {
  private final Inventory inventory;
  private final PageLines page;

  private InventoryPage(Inventory inventory, boolean colour) {
    this.inventory = inventory;
    this.page = new PageLines(colour);
  }

  static String text(Inventory inventory, boolean colour) {
    InventoryPage page = new InventoryPage(inventory, colour);
    new CpuSection(page.page).write(inventory.cpu(), inventory.usage());
    page.memory();
    new StorageSection(page.page).write(inventory.storage(), inventory.usage());
    page.graphics();
    page.network();
    page.load();
    return page.page.finish();
  }

  private void memory() {
    page.heading("Memory");
    Memory memory = inventory.memory();
    Optional<Long> total = page.known("memory", memory.totalBytes());
    Optional<Long> used = page.known("used memory", memory.usedBytes());
    if (total.isPresent() && used.isPresent() && total.get() > 0) {
      page.line("memory  " + use(used.get(), total.get()));
    } else {
      total.ifPresent(bytes -> page.line("memory  " + Amounts.bytes(bytes)));
    }
    page.known("swap", memory.swapTotalBytes())
        .ifPresent(
            swap ->
                page.known("used swap", memory.swapUsedBytes())
                    .ifPresent(
                        taken -> page.line("swap    " + (swap == 0 ? "none" : use(taken, swap)))));
    page.known("the bound on memory", memory.limit())
        .ifPresent(
            limit ->
                page.line(
                    "bound   "
                        + (limit.bytes().isPresent()
                            ? Amounts.bytes(limit.bytes().getAsLong()) + ", by "
                            : "none: ")
                        + limit.because()));
  }

  private static String use(long used, long total) {
    return Amounts.bar((double) used / total)
        + "  "
        + Amounts.bytes(used)
        + " of "
        + Amounts.bytes(total)
        + " used";
  }

  private void graphics() {
    page.heading("Graphics");
    List<Gpu> gpus = page.known("graphics", inventory.gpus()).orElse(List.of());
    for (Gpu gpu : gpus) {
      page.line(gpu.name() + "  " + String.join(", ", words(gpu)));
    }
    if (gpus.isEmpty() && inventory.gpus().optional().isPresent()) {
      page.line("none");
    }
  }

  private List<String> words(Gpu gpu) {
    List<String> words = new ArrayList<>();
    Optional<String> vendor = page.known("maker of " + gpu.name(), gpu.vendor());
    Optional<String> model = page.known("model of " + gpu.name(), gpu.model());
    String name = vendor.map(it -> it + " ").orElse("") + model.or(gpu.ids()::optional).orElse("");
    words.add(name.isBlank() ? "unnamed" : name.strip());
    page.known("kind of " + gpu.name(), gpu.kind())
        .ifPresent(kind -> words.add(kind.name().toLowerCase(Locale.ROOT)));
    gpu.driver().optional().ifPresent(driver -> words.add("driver " + driver));
    page.known("memory of " + gpu.name(), gpu.memoryBytes())
        .ifPresent(bytes -> words.add(Amounts.bytes(bytes) + " of its own"));
    gpu.usedBytes().optional().ifPresent(bytes -> words.add(Amounts.bytes(bytes) + " used"));
    gpu.busyShare().optional().ifPresent(share -> words.add("busy " + Amounts.percent(share)));
    for (GpuCapability capability : GpuCapability.values()) {
      if (gpu.capabilities().contains(capability)) {
        words.add(capability.name().toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }

  private void network() {
    page.heading("Network");
    List<NetworkRate> rates =
        page.known("what goes through interfaces", inventory.usage().network()).orElse(List.of());
    for (NetworkAdapter adapter : page.known("network", inventory.network()).orElse(List.of())) {
      List<String> words = new ArrayList<>();
      adapter.state().optional().ifPresent(words::add);
      adapter
          .bitsPerSecond()
          .optional()
          .ifPresent(bits -> words.add(Amounts.decimal(bits, "bit/s")));
      adapter.driver().optional().ifPresent(driver -> words.add("driver " + driver));
      adapter.address().optional().ifPresent(address -> words.add(address.toString()));
      adapter.mtuBytes().optional().ifPresent(mtu -> words.add("MTU " + mtu));
      for (NetworkRate rate : rates) {
        if (rate.name().equals(adapter.name())) {
          words.add("in " + Amounts.bytes(rate.receivedBytes()) + "/s");
          words.add("out " + Amounts.bytes(rate.sentBytes()) + "/s");
        }
      }
      page.line(adapter.name() + "  " + String.join(", ", words));
    }
  }

  private void load() {
    page.heading("Load");
    Usage usage = inventory.usage();
    page.known("load averages", usage.load())
        .ifPresent(
            load ->
                page.line(
                    String.format(
                        Locale.ROOT,
                        "load averages %.2f, %.2f, %.2f",
                        load.one(),
                        load.five(),
                        load.fifteen())));
    List<String> pressures = new ArrayList<>();
    page.known("time lost waiting for CPUs", usage.cpuPressure())
        .ifPresent(it -> pressures.add("CPUs " + Amounts.percent(it.some().ten())));
    page.known("time lost waiting for memory", usage.memoryPressure())
        .ifPresent(it -> pressures.add("memory " + Amounts.percent(it.some().ten())));
    page.known("time lost waiting for storage", usage.ioPressure())
        .ifPresent(it -> pressures.add("storage " + Amounts.percent(it.some().ten())));
    if (!pressures.isEmpty()) {
      page.line("time lost waiting, last 10 s: " + String.join(", ", pressures));
    }
    page.known("processes", usage.processes()).ifPresent(count -> page.line("processes " + count));
  }
}
