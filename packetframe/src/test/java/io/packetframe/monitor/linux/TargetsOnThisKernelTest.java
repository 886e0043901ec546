package io.packetframe.monitor.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.link.Tracefs;
import io.packetframe.elf.ObjectFile;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Source;
import io.packetframe.monitor.Target;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.PrivateMount;
import io.packetframe.testing.TestObjects;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An object of a caller's own, attached to each kind of target. */
@KernelTest
class TargetsOnThisKernelTest {
  private static final Path KPROBES = Path.of("/sys/bus/event_source/devices/kprobe");
  private static final int TIMES = 5;
  private static final List<String> COUNTERS =
      List.of("tracepoint", "raw_tracepoint", "entry", "back", "sysctls", "devices");

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @TempDir private Path directory;

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  /** Makes the kernel call the target. */
  @FunctionalInterface
  private interface Event {
    void happen() throws Exception;
  }

  @Test
  void aRawTracepoint() throws Exception {
    counts(new Target.RawTracepoint("sched_switch"), () -> Thread.sleep(20), "raw_tracepoint");
  }

  @Test
  void aTracepoint() throws Exception {
    try (PrivateMount tracefs = PrivateMount.of("tracefs", directory)) {
      counts(
          Optional.of(new Tracefs(tracefs.directory())),
          new Target.Tracepoint("sched", "sched_switch"),
          () -> Thread.sleep(20),
          "tracepoint");
    }
  }

  @ParameterizedTest
  @EnumSource(Target.Point.class)
  void aFunctionAtBothItsPoints(Target.Point point) throws Exception {
    assumeTrue(Files.exists(KPROBES), "this kernel has no kprobes: no " + KPROBES);
    counts(
        new Target.KernelFunction("vfs_unlink", point),
        () -> Files.delete(Files.createFile(directory.resolve("file"))),
        point == Target.Point.ENTRY ? "entry" : "back");
  }

  @Test
  void allHooksOfAControlGroup() throws Exception {
    try (PrivateMount cgroups = PrivateMount.of("cgroup2", directory)) {
      Path cgroup =
          Files.createDirectory(
              cgroups.directory().resolve("pf-test-" + ProcessHandle.current().pid()));
      try {
        counts(
            new Target.ControlGroup(cgroup),
            () -> openDeviceAndSysctl(cgroup),
            "devices",
            "sysctls");
      } finally {
        Files.delete(cgroup);
      }
    }
  }

  @Test
  void whatNoProgramFitsIsSaid() throws Exception {
    try (Monitor monitor = load(Optional.empty())) {
      assertThatThrownBy(
              () ->
                  monitor.attach(
                      new Target.Frames(new InterfaceName("lo"), Target.Direction.INGRESS)))
          .isInstanceOf(PacketFrameException.class)
          .hasMessage("no program fits ingress of lo");
    }
  }

  private void counts(Target target, Event event, String... moved) throws Exception {
    counts(Optional.empty(), target, event, moved);
  }

  private void counts(Optional<Tracefs> tracefs, Target target, Event event, String... moved)
      throws Exception {
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          try (Monitor monitor = load(tracefs)) {
            monitor.attach(target);
            for (int i = 0; i < TIMES; i++) {
              event.happen();
            }
            Reading reading = Reading.of(monitor);
            for (String each : COUNTERS) {
              assertThat(reading.counter(each, Map.of()) >= TIMES)
                  .as(each + " in " + reading)
                  .isEqualTo(List.of(moved).contains(each));
            }
          }
        });
  }

  private Monitor load(Optional<Tracefs> tracefs) throws Exception {
    return new LinuxMonitors(
            syscalls, HostFiles.ofThisHost(), Path.of("/sys/kernel/security"), tracefs)
        .load(
            new Source.Programs(
                "targets", ObjectFile.parse(TestObjects.bytes("targets")), Map.of()));
  }

  private static void openDeviceAndSysctl(Path cgroup) throws Exception {
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "echo $$ > "
                    + cgroup
                    + "/cgroup.procs && : < /dev/zero && read _ < /proc/sys/kernel/ostype")
            .inheritIO()
            .start();
    assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(shell.exitValue()).isZero();
  }
}
