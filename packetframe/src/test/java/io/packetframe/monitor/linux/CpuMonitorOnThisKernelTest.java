package io.packetframe.monitor.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Value;
import io.packetframe.monitor.Waits;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.OpenDescriptors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Busy and idle time against what the kernel says itself, on the kernel that runs the tests. */
@KernelTest
class CpuMonitorOnThisKernelTest {
  private static final int CPU = 0;
  private static final Map<String, String> LABELS = Map.of("cpu", Integer.toString(CPU));
  private static final Path KPROBE_PMU = Path.of("/sys/bus/event_source/devices/kprobe");

  /** Two percent, and a tick at each end of what /proc/stat counts. */
  private static final double TOLERANCE = 0.02;

  private static final double TICK_SECONDS = 0.01;

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final LinuxMonitors platform = LinuxMonitors.ofThisHost(syscalls);

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  @Test
  void aBusyCpuIsBusyByRawTracepoints() throws Exception {
    assertLeavesNothing(() -> CpuMonitor.byRawTracepoints(platform, Waits.MEASURED));
  }

  @Test
  void aBusyCpuIsBusyOnAKernelThatDoesNotTellItsTypes() throws Exception {
    TaskMembers untold = TaskMembers.unknown("hidden by the test");
    try (Monitor monitor = CpuMonitor.byRawTracepoints(platform, untold)) {
      assertThat(monitor.remarks())
          .containsExactly("waits of preempted tasks are not seen: hidden by the test");
      assertBusy(monitor);
    }
  }

  @Test
  void waitsCanBeLeftOut() throws Exception {
    try (Monitor monitor = platform.cpu(Waits.LEFT_OUT)) {
      assertBusy(monitor);
      assertThat(monitor.read().measurements())
          .extracting(Measurement::name)
          .containsOnly("busy", "idle", "switches");
    }
  }

  @Test
  void aBusyCpuIsBusyByKprobe() throws Exception {
    assumeTrue(Files.exists(KPROBE_PMU), "this kernel has no kprobes: no " + KPROBE_PMU);
    assertLeavesNothing(() -> CpuMonitor.byKprobe(platform, List.of()));
  }

  @Test
  void theKernelTakesTheFirstChoice() throws Exception {
    try (Monitor monitor = platform.cpu(Waits.MEASURED)) {
      assertThat(monitor.remarks()).isEmpty();
    }
  }

  /**
   * Two threads that both want one CPU: at each moment one of them waits, preempted. What others of
   * this host wait for is also seen by a monitor that cannot see preemption.
   */
  @Test
  void tasksThatShareACpuWaitForIt() throws Exception {
    try (Monitor monitor = platform.cpu(Waits.MEASURED);
        Monitor blind = CpuMonitor.byRawTracepoints(platform, TaskMembers.unknown("hidden"));
        Spinner _ = Spinner.on(CPU);
        Spinner _ = Spinner.on(CPU)) {
      Value.Histogram blindBefore = Reading.of(blind).histogram("wait");
      Value.Histogram before = Reading.of(monitor).histogram("wait");
      long start = System.nanoTime();
      Thread.sleep(600);
      long elapsed = System.nanoTime() - start;
      Value.Histogram after = Reading.of(monitor).histogram("wait");
      Value.Histogram blindAfter = Reading.of(blind).histogram("wait");
      long preempted = after.sum() - before.sum() - (blindAfter.sum() - blindBefore.sum());
      assertThat(after.count() - before.count()).isPositive();
      // The last wait has not ended yet.
      assertThat(preempted).as("of " + elapsed).isGreaterThan(elapsed / 2);
    }
  }

  /** Starts a monitor. */
  @FunctionalInterface
  private interface Start {
    Monitor monitor() throws PacketFrameException;
  }

  private void assertLeavesNothing(Start start) throws Exception {
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          List<String> before = OpenDescriptors.targets();
          try (Monitor monitor = start.monitor()) {
            assertBusy(monitor);
            assertIdleAndBusyAreAllThereIs(monitor);
          }
          assertThat(OpenDescriptors.targets()).isEqualTo(before);
        });
  }

  private static void assertBusy(Monitor monitor) throws Exception {
    try (Spinner _ = Spinner.on(CPU)) {
      Thread.sleep(50);
      Reading first = Reading.of(monitor);
      ProcStat before = ProcStat.ofCpu(CPU);
      long start = System.nanoTime();
      Thread.sleep(700);
      Reading last = Reading.of(monitor);
      ProcStat after = ProcStat.ofCpu(CPU);
      double seconds = (System.nanoTime() - start) / 1e9;
      double busy = last.counter("busy", LABELS) - first.counter("busy", LABELS);
      double idle = last.counter("idle", LABELS) - first.counter("idle", LABELS);
      double share = busy / (busy + idle);
      assertThat(share)
          .as("busy, beside /proc/stat over " + seconds + " s")
          .isCloseTo(after.busySince(before), within(TOLERANCE + 2 * TICK_SECONDS / seconds));
      assertThat(share).as("busy with a loop").isGreaterThan(0.9);
      assertThat(last.counter("switches", LABELS)).isPositive();
    }
  }

  private static void assertIdleAndBusyAreAllThereIs(Monitor monitor) throws Exception {
    long start = System.nanoTime();
    Reading first = Reading.of(monitor);
    long firstDone = System.nanoTime();
    Thread.sleep(200);
    long last = System.nanoTime();
    Reading second = Reading.of(monitor);
    long end = System.nanoTime();
    for (Measurement each : first.measurements()) {
      if (each.name().equals("busy")) {
        long time =
            second.counter("busy", each.labels())
                + second.counter("idle", each.labels())
                - first.counter("busy", each.labels())
                - first.counter("idle", each.labels());
        assertThat(time).as("CPU " + each.labels()).isBetween(last - firstDone, end - start);
      }
    }
  }
}
