package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.config.ConfigProblem;
import io.packetframe.config.Position;
import io.packetframe.config.Severity;
import io.packetframe.config.SourceText;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Problems of a config as text: the place, the sentence, the line with the offending words
 * underlined, and what to write instead.
 *
 * <pre>
 * packetframe.conf:12:15: error: `fast` is no value of `attach` [bad-word]
 *   12 |   attach wan0 fast
 *      |               ^~~~
 *      expected `native`, `generic`, `auto` or `tc`
 * </pre>
 */
final class ConfigProblemPrinter {
  private final String file;
  private final SourceText source;
  private final Appendable out;

  ConfigProblemPrinter(Path file, SourceText source, Appendable out) {
    this.file = Printable.escaped(file.toString());
    this.source = source;
    this.out = out;
  }

  /** Prints every problem, and a last line with their number. */
  void printAll(Findings findings) throws IOException {
    for (ConfigProblem problem : findings.problems()) {
      print(problem);
    }
    int errors = findings.count(Severity.ERROR);
    int warnings = findings.count(Severity.WARNING);
    out.append(file).append(errors == 0 ? ": valid" : ": not valid");
    appendCount(errors, "error");
    appendCount(warnings, "warning");
    if (findings.omitted() > 0) {
      out.append(", and " + findings.omitted() + " more that are not shown");
    }
    out.append('\n');
  }

  private void appendCount(int count, String what) throws IOException {
    if (count > 0) {
      out.append(", " + count + " " + what + (count == 1 ? "" : "s"));
    }
  }

  void print(ConfigProblem problem) throws IOException {
    Position position = problem.position();
    out.append(file);
    String indent = "  ";
    if (position.line() > 0) {
      out.append(":" + position.line() + ":" + position.column());
    }
    out.append(": " + problem.severity() + ": " + problem.message());
    out.append(" [" + problem.kind() + "]\n");
    if (position.line() > 0) {
      String number = "  " + position.line() + " ";
      indent = " ".repeat(number.length());
      UnderlinedLine line = UnderlinedLine.of(source.line(position.line()), position);
      out.append(number).append("| ").append(line.text()).append('\n');
      out.append(indent).append("| ").append(line.underline()).append('\n');
    }
    if (problem.expected().isPresent()) {
      out.append(indent).append("expected ").append(problem.expected().get()).append('\n');
    }
    if (problem.suggestion().isPresent()) {
      out.append(indent).append(problem.suggestion().get()).append('\n');
    }
  }
}
