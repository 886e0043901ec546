package io.packetframe.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "programs are asked on Unix alone")
class SystemCommandsTest {
  private static final Commands PATIENT = new SystemCommands(Duration.ofMinutes(1), 100);

  @Test
  void whatItPrintsInEnglish() {
    assertThat(PATIENT.output(shell("echo one; echo \"$LC_ALL\"; echo no >&2")).optional())
        .contains("one\nC\n");
    assertThat(PATIENT.output(shell("cat")).optional()).as("there is no input").contains("");
  }

  @Test
  void failuresAreReasons() {
    assertThat(PATIENT.output(List.of("/nonexistent/pciconf")).reason().orElseThrow())
        .contains("/nonexistent/pciconf does not run");
    assertThat(PATIENT.output(shell("echo half; exit 3")).reason().orElseThrow())
        .isEqualTo("/bin/sh ended with 3");
    assertThatThrownBy(() -> PATIENT.output(List.of("pciconf")))
        .hasMessageContaining("not an absolute path");
  }

  @Test
  void whatNeverEndsIsEnded() {
    assertThat(PATIENT.output(shell("while :; do echo 0123456789; done")).reason().orElseThrow())
        .contains("more than 100 bytes");
    Commands impatient = new SystemCommands(Duration.ofMillis(50), 100);
    assertThat(impatient.output(shell("exec sleep 600")).reason().orElseThrow()).contains("50 ms");
    assertThat(impatient.output(shell("exec sleep 600 >&-")).reason().orElseThrow())
        .as("though its output is closed")
        .contains("50 ms");
  }

  private static List<String> shell(String script) {
    return List.of("/bin/sh", "-c", script);
  }
}
