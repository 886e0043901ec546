package io.packetframe.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Windows, macOS or a BSD, asked for real: what every such machine tells. */
@DisabledOnOs(value = OS.LINUX, disabledReason = "ThisHostTest and the second opinions are Linux's")
class OtherHostOnThisSystemTest {
  private final HostPlatform host =
      HostPlatforms.of(
          OperatingSystem.named(System.getProperty("os.name")),
          () -> {
            throw new AssertionError("asked for Linux's system calls");
          });

  @Test
  void processorsAndMemory() {
    Cpu cpu = host.cpu();
    List<CpuPackage> packages = cpu.packages().optional().orElseThrow();
    int cpus =
        packages.stream()
            .flatMap(socket -> socket.cores().stream())
            .mapToInt(core -> core.cpus().size())
            .sum();
    assertThat(cpus).isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(cpu.kinds().optional().orElseThrow()).isNotEmpty();
    Memory memory = host.memory();
    assertThat(memory.totalBytes().optional().orElseThrow()).isGreaterThan(64L << 20);
    assertThat(memory.usedBytes().optional()).isPresent();
  }

  @Test
  void storageAndNetwork() {
    assertThat(host.storage().fileSystems().optional().orElseThrow())
        .anyMatch(system -> system.space().optional().isPresent());
    assertThat(host.network().optional().orElseThrow()).isNotEmpty();
  }

  @Test
  void load() throws Exception {
    assertThat(host.usage().cpu().reason().orElseThrow()).startsWith("not yet");
    Thread.sleep(1000);
    Usage usage = host.usage();
    assertThat(usage.cpu().optional().orElseThrow().all()).isBetween(0.0, 1.0);
    assertThat(usage.processes().optional().orElseThrow()).isPositive();
  }
}
