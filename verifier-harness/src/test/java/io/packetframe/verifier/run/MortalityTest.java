package io.packetframe.verifier.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.testing.VmTest;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code kill -9}, of the harness or of the build that started it, leaves no QEMU behind. */
@VmTest
@Timeout(120)
class MortalityTest {
  @Test
  void theHarnessIsKilled() throws Exception {
    Process harness = new ProcessBuilder(java()).redirectErrorStream(true).start();
    ProcessHandle qemu = qemuOf(harness);
    harness.destroyForcibly();
    assertGone(qemu);
  }

  @Test
  void theBuildIsKilled() throws Exception {
    // A shell plays Maven: it starts the harness and would live on; nobody tells the harness.
    Process build =
        new ProcessBuilder(
                "sh",
                "-c",
                "\"$@\" & wait",
                "sh",
                java().get(0),
                java().get(1),
                java().get(2),
                java().get(3))
            .redirectErrorStream(true)
            .start();
    ProcessHandle qemu = qemuOf(build);
    ProcessHandle harness = qemu.parent().orElseThrow();
    build.destroyForcibly();
    assertGone(qemu);
    assertGone(harness);
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin/java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        LongRun.class.getName());
  }

  private static ProcessHandle qemuOf(Process process) throws Exception {
    BufferedReader out = process.inputReader();
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      said.append(line).append('\n');
      if (line.startsWith("booted ")) {
        Optional<ProcessHandle> qemu =
            ProcessHandle.of(Long.parseLong(line.substring("booted ".length())));
        return qemu.filter(ProcessHandle::isAlive).orElseThrow();
      }
    }
    throw new AssertionError("the guest never booted:\n" + said);
  }

  private static void assertGone(ProcessHandle process) throws InterruptedException {
    Instant limit = Instant.now().plus(Duration.ofSeconds(10));
    while (process.isAlive() && Instant.now().isBefore(limit)) {
      Thread.sleep(20);
    }
    assertThat(process.isAlive()).isFalse();
  }
}
