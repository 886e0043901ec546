package io.packetframe.verifier.cli;

import io.packetframe.verifier.report.Column;
import io.packetframe.verifier.report.MatrixPage;
import io.packetframe.verifier.report.MatrixSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Writes the report of a run on several kernels. */
final class ReportFiles {
  private ReportFiles() {}

  /** Returns the files: a page for people, and a table for build servers. */
  static List<Path> write(Path folder, List<Column> columns) throws IOException {
    Files.createDirectories(folder);
    String about =
        columns.size()
            + (columns.size() == 1 ? " kernel, " : " kernels, ")
            + Instant.now().truncatedTo(ChronoUnit.MINUTES);
    Path page = folder.resolve("report.html");
    Files.writeString(page, MatrixPage.of(about, columns));
    Path summary = folder.resolve("summary.md");
    Files.writeString(summary, MatrixSummary.of(columns));
    return List.of(page, summary);
  }
}
