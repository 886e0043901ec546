package io.packetframe.oracle;

import io.packetframe.testing.Blessed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the two sides differ and are meant to. Each line of {@code differences.txt}: a pattern for
 * objects, one for {@code PROGRAM: LIBBPF / OURS} with the words of both sides, and the reason.
 */
final class KnownDifferences {
  private static final String BAR = " | ";

  /** A line of the file. */
  private record Line(Pattern object, Pattern what, String reason) {}

  private final List<Line> lines = new ArrayList<>();
  private final Set<Line> met = new HashSet<>();
  private final Set<Line> tried = new HashSet<>();

  static KnownDifferences read() throws IOException {
    KnownDifferences known = new KnownDifferences();
    Path file = Blessed.root().resolve("packetframe/src/test/oracle/differences.txt");
    for (String text : Files.readAllLines(file)) {
      int first = text.indexOf(BAR);
      int second = text.lastIndexOf(BAR);
      if (!text.startsWith("#")) {
        known.lines.add(
            new Line(
                Pattern.compile(text.substring(0, first)),
                Pattern.compile(text.substring(first + BAR.length(), second)),
                text.substring(second + BAR.length())));
      }
    }
    return known;
  }

  /** Returns why that result may differ, if it does and may. */
  Optional<String> reason(CorpusObject object, String program, Comparison.Result result) {
    for (Line line : lines) {
      if (line.object().matcher(object.name()).matches()) {
        tried.add(line);
        String what = program + ": " + result.libbpf() + " / " + result.ours();
        if (result.verdict() == Comparison.Verdict.DIFFERENT
            && line.what().matcher(what).lookingAt()) {
          met.add(line);
          return Optional.of(line.reason());
        }
      }
    }
    return Optional.empty();
  }

  /** Returns the reasons that stand for no difference any more, of objects that were tried. */
  List<String> stale() {
    return lines.stream()
        .filter(line -> tried.contains(line) && !met.contains(line))
        .map(line -> line.object() + BAR + line.what() + BAR + line.reason())
        .toList();
  }
}
