package io.packetframe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example that we ship: complete, and right in every line, also in those commented out. */
class ExampleConfigTest {
  private static final Path FILE =
      Path.of(System.getProperty("root.directory")).resolve("fixtures/configs/packetframe.conf");

  @Test
  void parsesWithoutAWarning() throws IOException {
    Config config = (Config) ConfigFileTest.read(FILE);
    assertThat(config.problems()).isEmpty();
    assertThat(config.interfaces())
        .extracting(located -> located.value().text())
        .containsExactly("wan0", "lan0");
  }

  @Test
  void showsEveryDirective() throws IOException {
    List<Keyword> keywords = new ArrayList<>(List.of(GlobalKeyword.values()));
    keywords.addAll(List.of(FastPathKeyword.values()));
    List<String> lines = Files.readAllLines(FILE);
    assertThat(keywords)
        .allSatisfy(
            keyword ->
                assertThat(lines)
                    .anyMatch(line -> line.matches("  #?" + keyword.text() + " [^ ].*")));
  }

  static List<String> commentedOut() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(FILE));
    lines.removeIf(line -> !line.matches(" *#[a-z].*"));
    return lines;
  }

  /** Where a line excludes one that is given, that one has to go first. */
  @ParameterizedTest
  @MethodSource("commentedOut")
  void parsesWithTheLine(String line) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(FILE));
    lines.set(lines.indexOf(line), line.replace("#", ""));
    ParseResult result = parse(lines);
    for (ConfigProblem problem : result.problems()) {
      assertThat(problem.kind()).as(problem.message()).isEqualTo(ProblemKind.DUPLICATE);
      lines.set(problem.related().orElseThrow().line() - 1, "");
    }
    assertThat(parse(lines)).isInstanceOf(Config.class);
    assertThat(parse(lines).problems()).isEmpty();
  }

  private static ParseResult parse(List<String> lines) {
    return ConfigParser.parse(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
  }
}
