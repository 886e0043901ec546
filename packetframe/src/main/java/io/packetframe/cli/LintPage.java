package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.lint.Finding;
import io.packetframe.lint.ProgramReport;
import io.packetframe.spec.LineInfo;
import java.util.List;

/** What lint found, for a person. */
final class LintPage {
  private LintPage() {}

  static String text(List<ProgramReport> reports) {
    StringBuilder page = new StringBuilder();
    for (ProgramReport report : reports) {
      page.append(report.program().isEmpty() ? "(no name)" : report.program())
          .append(": ")
          .append(
              report
                  .since()
                  .map(line -> "nothing in it is newer than " + line)
                  .orElse("no kernel takes it"))
          .append(" (")
          .append(report.instructions())
          .append(" instructions, ")
          .append(report.reachable())
          .append(" of them can run, ")
          .append(report.stackBytes())
          .append(" bytes of stack)\n");
      for (Finding finding : report.findings()) {
        page.append("  ").append(finding.instruction()).append(": ");
        page.append(Printable.escaped(finding.what())).append(": ");
        page.append(finding.refusedBy()).append('\n');
        finding.line().ifPresent(line -> page.append("      ").append(source(line)).append('\n'));
      }
    }
    return page.toString();
  }

  private static String source(LineInfo line) {
    return Printable.escaped(line.file() + ":" + line.line() + ": " + line.source().strip());
  }
}
