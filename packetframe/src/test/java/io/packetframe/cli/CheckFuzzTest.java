package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.packetframe.Printable;
import io.packetframe.config.Config;
import io.packetframe.config.ConfigParser;
import io.packetframe.config.ConfigProblem;
import io.packetframe.config.ParseResult;
import io.packetframe.config.Position;
import io.packetframe.config.Problems;
import io.packetframe.config.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/**
 * Any bytes end in a config or in problems, and these can be shown.
 *
 * <p>The corpus beside this class is run in each build; {@code mvn verify -Plong} looks for more.
 * What it finds lands in the corpus: commit it together with what mends it.
 */
@Tag("fuzz")
class CheckFuzzTest {
  private static final Path FILE = Path.of("fuzz.conf");

  @FuzzTest(maxDuration = "60s")
  void anyBytesAreAnswered(byte[] bytes) throws IOException {
    ParseResult result = ConfigParser.parse(bytes);
    for (ConfigProblem problem : result.problems()) {
      assertInside(result.source(), problem.position());
      problem.related().ifPresent(earlier -> assertInside(result.source(), earlier));
    }
    result.interfaces().forEach(named -> assertInside(result.source(), named.position()));
    switch (result) {
      case Config config -> {
        assertThat(config.settings()).isNotNull();
        config.directives().forEach(each -> assertInside(config.source(), each.position()));
      }
      case Problems problems -> assertThat(problems.problems()).isNotEmpty();
    }
    assertShown(result);
  }

  private static void assertInside(SourceText source, Position position) {
    if (position.equals(Position.WHOLE_FILE)) {
      return;
    }
    String line = source.line(position.line());
    int width = line.codePointCount(0, line.length());
    int last = position.column() + position.length() - 1;
    // What is missing is missing right behind the last word.
    boolean missing = position.length() == 1 && last == width + 1;
    if (last > width && !missing) {
      throw new AssertionError(position + " in a line of " + width);
    }
  }

  private static void assertShown(ParseResult result) throws IOException {
    Findings findings = Findings.of(result);
    StringBuilder text = new StringBuilder();
    new ConfigProblemPrinter(FILE, result.source(), text).printAll(findings);
    text.codePoints()
        .forEach(
            codePoint -> {
              if (codePoint != '\n' && !Printable.isPrintable(codePoint)) {
                throw new AssertionError("prints U+" + Integer.toHexString(codePoint));
              }
            });
    StringBuilder json = new StringBuilder();
    CheckJson.write(FILE, findings, json);
    try (JsonParser parser = new JsonFactory().createParser(json.toString())) {
      while (parser.nextToken() != null) {
        // To its end: it is JSON.
      }
    }
  }
}
