package io.packetframe.verifier.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.verifier.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each console in fixtures/consoles; the first word of its name says what must be found. */
class ConsoleTriageTest {
  static List<Path> consoles() throws IOException {
    try (Stream<Path> files = Files.list(Repository.path("fixtures/consoles"))) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("consoles")
  void findsWhatTheFileIsNamedFor(Path console) throws IOException {
    Optional<String> found =
        Files.readAllLines(console).stream()
            .map(ConsoleTriage::clean)
            .map(ConsoleTriage::fault)
            .flatMap(Optional::stream)
            .findFirst()
            .map(fault -> fault.kind().name());
    String name = String.valueOf(console.getFileName());
    Optional<String> expected =
        switch (name.substring(0, name.indexOf('-'))) {
          case "panic" -> Optional.of("PANIC");
          case "oops" -> Optional.of("OOPS");
          case "stall" -> Optional.of("STALL");
          case "oom" -> Optional.of("OUT_OF_MEMORY");
          case "clean" -> Optional.empty();
          default -> throw new AssertionError("what should be found in " + name + "?");
        };
    assertThat(found).isEqualTo(expected);
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
