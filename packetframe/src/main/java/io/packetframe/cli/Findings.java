package io.packetframe.cli;

import io.packetframe.config.ConfigProblem;
import io.packetframe.config.ConfigReadException;
import io.packetframe.config.ParseResult;
import io.packetframe.config.Position;
import io.packetframe.config.ProblemKind;
import io.packetframe.config.Severity;
import io.packetframe.config.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that a check has found, in the order of the file.
 *
 * @param source the text, for the lines to show
 * @param problems errors and warnings
 * @param omitted how many more there are
 */
record Findings(SourceText source, List<ConfigProblem> problems, int omitted) {
  /** How many problems that the host has with a config are shown. */
  private static final int LIMIT = 100;

  Findings {
    problems = List.copyOf(problems);
  }

  static Findings of(ParseResult result) {
    return new Findings(result.source(), result.problems(), result.omitted());
  }

  static Findings unreadable(ConfigReadException failure) {
    ConfigProblem problem =
        ConfigProblem.error(
            ProblemKind.UNREADABLE, Position.WHOLE_FILE, String.valueOf(failure.getMessage()));
    return new Findings(SourceText.EMPTY, List.of(problem), 0);
  }

  Findings and(List<ConfigProblem> more) {
    List<ConfigProblem> all = new ArrayList<>(problems);
    all.addAll(more.subList(0, Math.min(LIMIT, more.size())));
    all.sort(Comparator.comparing(ConfigProblem::position));
    return new Findings(source, all, omitted + Math.max(0, more.size() - LIMIT));
  }

  boolean valid() {
    return count(Severity.ERROR) == 0;
  }

  int count(Severity severity) {
    int count = 0;
    for (ConfigProblem problem : problems) {
      if (problem.severity() == severity) {
        count++;
      }
    }
    return count;
  }
}
