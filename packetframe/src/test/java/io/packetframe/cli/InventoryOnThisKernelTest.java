package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.FileSystem;
import io.packetframe.host.HostPlatform;
import io.packetframe.host.HostPlatforms;
import io.packetframe.host.NetworkAdapter;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.Usage;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.KernelTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The inventory of the kernel under the tests: what is true of each, and the page to read. */
@KernelTest
class InventoryOnThisKernelTest {
  private final HostPlatform host = HostPlatforms.of(OperatingSystem.LINUX, LinuxSystem::syscalls);

  @Test
  void everyKernelTellsThese() throws Exception {
    assertThat(host.cpu().architecture().optional()).isPresent();
    assertThat(host.cpu().usable().optional().orElseThrow().count()).isPositive();
    assertThat(host.cpu().packages().optional().orElseThrow()).isNotEmpty();
    assertThat(host.memory().usedBytes().optional().orElseThrow()).isPositive();
    assertThat(host.gpus().optional().isPresent() || host.gpus().reason().isPresent()).isTrue();
    assertThat(host.network().optional().orElseThrow())
        .filteredOn(adapter -> adapter.name().equals("lo"))
        .extracting(NetworkAdapter::traffic)
        .allSatisfy(traffic -> assertThat(traffic.optional()).isPresent());
    for (FileSystem system : host.storage().fileSystems().optional().orElseThrow()) {
      Path point = Path.of(system.mountPoint());
      if (system.space().optional().isPresent() && Files.exists(point)) {
        assertThat(system.space().optional().get().totalBytes())
            .as("statfs(2) and Java's own of " + point)
            .isEqualTo(Files.getFileStore(point).getTotalSpace());
      }
    }
  }

  @Test
  void theSecondSampleHasRates() {
    assertThat(host.usage().cpu().reason().orElseThrow()).startsWith("not yet");
    Usage usage = host.usage();
    for (int i = 0; i < 1000 && usage.cpu().optional().isEmpty(); i++) {
      // The kernel's clock has ticks of up to 10 ms; this loop makes CPU time for them.
      usage = host.usage();
    }
    assertThat(usage.cpu().optional().orElseThrow().all()).isBetween(0.0, 1.0);
    assertThat(usage.network().optional()).isPresent();
    assertThat(usage.processes().optional().orElseThrow()).isPositive();
  }

  @Test
  void aPageToRead(TestReporter reporter) {
    host.usage();
    String page = InventoryPage.text(Inventory.of(host), false);
    assertThat(List.of(page.split("\n", -1))).contains("Processors", "Memory", "Storage", "Load");
    reporter.publishEntry("inventory.txt", page);
  }
}
