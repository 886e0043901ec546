package io.packetframe.verifier.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each console in fixtures/consoles, and what EXPECTED there says of it. */
class ConsoleTriageTest {
  private static final Path CONSOLES = Repository.path("fixtures/consoles");

  static List<String> consoles() throws IOException {
    return Files.readAllLines(CONSOLES.resolve("EXPECTED"));
  }

  @ParameterizedTest
  @MethodSource("consoles")
  void findsWhatIsExpected(String line) throws IOException {
    String file = line.substring(0, line.indexOf(':'));
    ConsoleFault fault = null;
    StackReader stack = new StackReader();
    for (String each : Files.readAllLines(CONSOLES.resolve(file))) {
      String cleaned = ConsoleTriage.clean(each);
      if (fault == null) {
        fault = ConsoleTriage.fault(cleaned).orElse(null);
      } else {
        stack.take(ConsoleTriage.said(cleaned));
      }
    }
    String found =
        fault == null ? "nothing" : new CrashFingerprint(fault.kind(), stack.functions()).text();
    assertThat(file + ": " + found).isEqualTo(line);
  }

  @Test
  void everyConsoleIsExpectedToBeSomething() throws IOException {
    try (Stream<Path> files = Files.list(CONSOLES)) {
      assertThat(
              files.map(it -> String.valueOf(it.getFileName())).filter(it -> it.endsWith(".txt")))
          .containsExactlyInAnyOrderElementsOf(
              consoles().stream().map(it -> it.substring(0, it.indexOf(':'))).toList());
    }
  }

  @Test
  void everyKindOfTroubleHasAConsole() throws IOException {
    String all = String.join("\n", consoles());
    for (ConsoleFault.Kind kind : ConsoleFault.Kind.values()) {
      assertThat(all).contains(": " + kind.word());
    }
  }

  @Test
  void stampsColoursAndControlsAreNotTheMessage() {
    String line = ConsoleTriage.clean("\u001b[31m[    1.5][  T61] Kernel panic - not syncing: x\r");
    assertThat(ConsoleTriage.fault(line).orElseThrow())
        .hasToString("panic: Kernel panic - not syncing: x");
  }

  @Test
  void logKeepsBothEnds() {
    ConsoleLog log = new ConsoleLog(2, 2);
    for (int i = 0; i < 9; i++) {
      log.add("line " + i);
    }
    assertThat(log.lines())
        .containsExactly("line 0", "line 1", "[5 lines omitted]", "line 7", "line 8");
    assertThat(log.tail(1)).containsExactly("line 8");
    log.add("x".repeat(9_000));
    assertThat(log.tail(1).getFirst()).hasSizeLessThan(2_100);
  }
}
