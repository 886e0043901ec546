package io.packetframe.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gathers problems, and stops keeping them where nobody would read on: a hostile file has a problem
 * in each of a hundred thousand lines. The rest is only counted.
 */
final class ProblemCollector {
  /** How many errors, and how many warnings, are kept. */
  static final int LIMIT = 100;

  private final List<ConfigProblem> errors = new ArrayList<>();
  private final List<ConfigProblem> warnings = new ArrayList<>();
  private int omitted;

  void add(ConfigProblem problem) {
    List<ConfigProblem> list =
        switch (problem.severity()) {
          case ERROR -> errors;
          case WARNING -> warnings;
        };
    if (list.size() < LIMIT) {
      list.add(problem);
    } else {
      omitted++;
    }
  }

  /** Whether a further error would only be counted; then nothing costly need be said about it. */
  boolean full() {
    return errors.size() >= LIMIT;
  }

  boolean hasErrors() {
    return !errors.isEmpty();
  }

  int omitted() {
    return omitted;
  }

  /** Returns what was kept, in the order of the file. */
  List<ConfigProblem> sorted() {
    List<ConfigProblem> all = new ArrayList<>(errors.size() + warnings.size());
    all.addAll(errors);
    all.addAll(warnings);
    if (all.size() > 1) {
      all.sort(Comparator.comparing(ConfigProblem::position));
    }
    return List.copyOf(all);
  }
}
