package io.packetframe.oracle;

import io.packetframe.testing.Blessed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the two sides differ and are meant to. Each line of {@code differences.txt}: the libbpf for
 * which it stands, a pattern for objects, one for {@code PROGRAM: DIFFERENCE}, and the reason. Of
 * something that was loaded every single difference needs its line.
 */
final class KnownDifferences {
  private static final Pattern BAR = Pattern.compile(" \\| ");

  /** A line of the file. */
  private record Line(Pattern object, Pattern what, String reason) {}

  /** The reasons for which a result may differ, and every difference that none is known for. */
  record Judgement(String reason, List<String> unexpected) {}

  private final List<Line> lines = new ArrayList<>();
  private final Set<Line> met = new HashSet<>();
  private final Set<Line> tried = new HashSet<>();

  /** Reads the lines that stand for a libbpf of that version, e.g. {@code v1.5}. */
  static KnownDifferences read(String version) throws IOException {
    KnownDifferences known = new KnownDifferences();
    Path file = Blessed.root().resolve("packetframe/src/test/oracle/differences.txt");
    for (String text : Files.readAllLines(file)) {
      String[] fields = BAR.split(text, -1);
      if (!text.startsWith("#") && LibbpfVersions.of(fields[0]).has(version)) {
        known.lines.add(
            new Line(Pattern.compile(fields[1]), Pattern.compile(fields[2]), fields[3]));
      }
    }
    return known;
  }

  /** Looks for a line for each difference. */
  Judgement judge(CorpusObject object, String program, Comparison.Result result) {
    List<Line> candidates =
        lines.stream().filter(line -> line.object().matcher(object.name()).matches()).toList();
    tried.addAll(candidates);
    Set<String> reasons = new LinkedHashSet<>();
    List<String> unexpected = new ArrayList<>();
    for (String difference : result.differences()) {
      String what = program + ": " + difference;
      Optional<Line> known =
          candidates.stream().filter(line -> line.what().matcher(what).matches()).findFirst();
      known.ifPresentOrElse(line -> reasons.add(line.reason()), () -> unexpected.add(what));
      known.ifPresent(met::add);
    }
    return new Judgement(String.join("; ", reasons), unexpected);
  }

  /** Returns the lines that stand for no difference any more, of objects that were tried. */
  List<String> stale() {
    return lines.stream()
        .filter(line -> tried.contains(line) && !met.contains(line))
        .map(line -> line.object() + " | " + line.what() + " | " + line.reason())
        .toList();
  }
}
