package io.packetframe.lint;

import io.packetframe.spec.LineInfo;
import io.packetframe.spec.ProgramSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the rules say of one program: of the same thing only the first place. */
final class Findings {
  private final ProgramSpec program;
  private final List<Finding> all = new ArrayList<>();
  private final Set<String> said = new HashSet<>();

  Findings(ProgramSpec program) {
    this.program = program;
  }

  List<Finding> all() {
    return all;
  }

  /** Adds what a kernel line brought. */
  void since(Rule rule, int instruction, String what, int major, int minor) {
    add(rule, instruction, what, Optional.of(new KernelLine(major, minor)), "");
  }

  /** Adds what no kernel takes. */
  void never(Rule rule, int instruction, String what) {
    add(rule, instruction, what, Optional.empty(), "");
  }

  void add(Rule rule, int instruction, String what, Optional<KernelLine> since, String elsewhere) {
    if (said.add(what)) {
      all.add(new Finding(rule, instruction, line(instruction), what, since, elsewhere));
    }
  }

  private Optional<LineInfo> line(int instruction) {
    LineInfo last = null;
    for (LineInfo line : program.lines()) {
      if (line.instruction() > instruction) {
        break;
      }
      last = line;
    }
    return Optional.ofNullable(last);
  }
}
