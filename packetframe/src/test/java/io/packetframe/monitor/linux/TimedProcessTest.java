package io.packetframe.monitor.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Waits;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.HostKernelTest;
import io.packetframe.testing.LockedMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code /usr/bin/time} says of a process, in the busy time of the CPU that it ran on. */
@HostKernelTest
class TimedProcessTest {
  private static final Path TIME = Path.of("/usr/bin/time");
  private static final Map<String, String> LABELS = Map.of("cpu", "0");
  private static final String LOOP = "i=0; while [ $i -lt 500000 ]; do i=$((i+1)); done";

  @Test
  void itsTimeIsInThatOfItsCpu() throws Exception {
    assumeTrue(Files.isExecutable(TIME), "no " + TIME);
    LockedMemory.lift();
    try (Monitor monitor = LinuxMonitors.ofThisHost(LinuxSystem.syscalls()).cpu(Waits.LEFT_OUT)) {
      Thread.sleep(50);
      long begin = System.nanoTime();
      Reading before = Reading.of(monitor);
      Process process =
          new ProcessBuilder(
                  "taskset", "--cpu-list", "0", TIME.toString(), "-f", "%U %S", "sh", "-c", LOOP)
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      Reading after = Reading.of(monitor);
      double elapsed = (System.nanoTime() - begin) / 1e9;
      String[] times = said.strip().split(" ", -1);
      double took = Double.parseDouble(times[0]) + Double.parseDouble(times[1]);
      double busy = (after.counter("busy", LABELS) - before.counter("busy", LABELS)) / 1e9;
      assertThat(took).as("long enough to tell").isGreaterThan(0.1);
      // Each of both times is cut to hundredths of a second.
      assertThat(busy).isBetween(took * 0.98 - 0.02, elapsed);
    }
  }
}
