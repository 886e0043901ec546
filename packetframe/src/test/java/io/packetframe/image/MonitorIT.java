package io.packetframe.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonValue.JsonObject;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.HostKernelTest;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.TestLink;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped monitor: how it ends, and what it leaves. */
@HostKernelTest
class MonitorIT {
  private final Syscalls syscalls = LinuxSystem.syscalls();
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "HUP"})
  void aSignalEndsItAndNothingIsLeft(String signal) throws Exception {
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          Process monitor = start("cpu");
          try (BufferedReader lines = monitor.inputReader()) {
            assertThat(JsonReader.read(lines.readLine())).isInstanceOf(JsonObject.class);
            signal(monitor, signal);
            assertThat(monitor.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(monitor.exitValue()).isZero();
          } finally {
            monitor.destroyForcibly();
          }
        });
  }

  /** TCX, as this kernel has it; what older ones keep is the next monitor's to remove. */
  @Test
  void killedItLeavesNothingOnTheInterface() throws Exception {
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          try (TestLink veth = TestLink.veth().up()) {
            Process monitor = start("net", "--interface", veth.name());
            try (BufferedReader lines = monitor.inputReader()) {
              assertThat(lines.readLine()).contains("\"direction\":\"egress\"");
              assertThat(AttachedXdp.on(syscalls, veth.index()))
                  .isInstanceOf(AttachedXdp.Occupied.class);
              signal(monitor, "KILL");
              assertThat(monitor.waitFor(30, TimeUnit.SECONDS)).isTrue();
            } finally {
              monitor.destroyForcibly();
            }
          }
        });
  }

  @Test
  void theTextFileIsWrittenInPlaceOfALinkAndNotThroughIt() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "untouched");
    Path file = Files.createSymbolicLink(folder.resolve("cpu.prom"), target);
    Image.Outcome outcome =
        Image.built()
            .run("monitor", "--count", "1", "--interval", "100ms", "--textfile", file.toString());
    assertThat(outcome.stderr()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.stdout().lines()).hasSize(1);
    assertThat(Files.readString(target)).isEqualTo("untouched");
    assertThat(Files.isSymbolicLink(file)).isFalse();
    assertThat(Files.readString(file))
        .contains("packetframe_monitor_cpu_wait_seconds_bucket{le=\"+Inf\"} ")
        .containsPattern("packetframe_monitor_cpu_busy_seconds_total\\{cpu=\"0\"} [0-9.]+\n");
  }

  @Test
  void whatCannotBeMeasuredIsSaidInOneLine() throws Exception {
    Image.Outcome outcome = Image.built().run("monitor", "net", "--interface", "pf-none");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.stderr()).isEqualTo("packetframe: interface pf-none is not there\n");
    assertThat(outcome.stdout()).isEmpty();
  }

  private static Process start(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Image.built().launcher().toString());
    command.addAll(List.of("monitor", "--interval", "100ms"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void signal(Process process, String name) throws Exception {
    Image.Outcome outcome =
        Image.exec(Map.of(), "/bin/kill", "-" + name, Long.toString(process.pid()));
    assertThat(outcome.status()).as(outcome.stderr()).isZero();
  }
}
