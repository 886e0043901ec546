package io.packetframe.monitor.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.PacketFrameException;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Support;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.PrivateMount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The hook of the security modules, and the report of what works at all. */
@KernelTest
class SecurityMonitorOnThisKernelTest {
  private static final int FILES = 20;

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @TempDir private Path directory;

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  @Test
  void filesThatAreOpenedAreCountedOrTheReasonIsSaid() throws Exception {
    try (PrivateMount securityfs = PrivateMount.of("securityfs", directory)) {
      LinuxMonitors platform =
          new LinuxMonitors(
              syscalls, HostFiles.ofThisHost(), securityfs.directory(), Optional.empty());
      List<String> modules =
          List.of(Files.readString(directory.resolve("lsm")).strip().split(",", -1));
      if (!modules.contains("bpf")) {
        assertThatThrownBy(() -> platform.security().close())
            .isInstanceOf(PacketFrameException.class)
            .hasMessageContaining("without bpf (lsm= at boot)");
        return;
      }
      Monitor monitor;
      try {
        monitor = platform.security();
      } catch (PacketFrameException e) {
        Assumptions.abort("this kernel cannot patch functions: " + e.getMessage());
        return;
      }
      try (monitor) {
        Reading before = Reading.of(monitor);
        for (int i = 0; i < FILES; i++) {
          Files.readString(Path.of("/proc/self/comm"));
        }
        Reading after = Reading.of(monitor);
        assertThat(after.counter("files_opened", Map.of()))
            .isGreaterThanOrEqualTo(before.counter("files_opened", Map.of()) + FILES);
      }
    }
  }

  @Test
  void theReportIsTriedAndLeavesNothing(TestReporter reporter) throws Exception {
    try (PrivateMount securityfs = PrivateMount.of("securityfs", directory)) {
      reporter.publishEntry(
          "monitors.txt",
          new LinuxMonitors(
                  syscalls, HostFiles.ofThisHost(), securityfs.directory(), Optional.empty())
              .support().stream()
                  .map(row -> row.works() + " " + row.what() + ": " + row.why() + "\n")
                  .collect(Collectors.joining()));
    } catch (TestAbortedException e) {
      // The rest needs no securityfs.
    }
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          List<Support> report = LinuxMonitors.ofThisHost(syscalls).support();
          assertThat(report)
              .extracting(Support::what)
              .containsExactly(
                  "cpu by raw tracepoint",
                  "cpu by kprobe",
                  "network programs",
                  "network ingress in front of another's XDP program",
                  "network ingress by XDP link",
                  "network egress by TCX",
                  "memory",
                  "security hook file_open");
          assertThat(report).allSatisfy(row -> assertThat(row.why()).isNotBlank());
          assertThat(report)
              .filteredOn(row -> List.of(0, 2, 6).contains(report.indexOf(row)))
              .allSatisfy(row -> assertThat(row.works()).as(row.toString()).isTrue());
          boolean hasKprobes = Files.exists(Path.of("/sys/bus/event_source/devices/kprobe"));
          assertThat(report.get(1).works()).as(report.get(1).toString()).isEqualTo(hasKprobes);
        });
  }
}
