package io.packetframe.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What came of each object, as a page of Markdown. */
final class OracleTable {
  /** A row: what came of the whole, and of each program alone where the whole was not loaded. */
  record Row(
      CorpusObject object, Comparison.Result whole, List<Comparison.Result> alone, String reason) {}

  private static final int LONGEST = 100;

  private final String heading;
  private final List<Row> rows = new ArrayList<>();

  OracleTable(String heading) {
    this.heading = heading;
  }

  void add(Row row) {
    rows.add(row);
  }

  List<Row> rows() {
    return rows;
  }

  String summary() {
    Map<Comparison.Verdict, Integer> whole = new EnumMap<>(Comparison.Verdict.class);
    Map<Comparison.Verdict, Integer> alone = new EnumMap<>(Comparison.Verdict.class);
    for (Row row : rows) {
      whole.merge(row.whole().verdict(), 1, Integer::sum);
      row.alone().forEach(result -> alone.merge(result.verdict(), 1, Integer::sum));
    }
    return rows.size() + " objects: " + whole + "; their programs one by one: " + alone;
  }

  void write(Path file) throws IOException {
    StringBuilder page = new StringBuilder();
    page.append("# ").append(heading).append("\n\n").append(summary()).append("\n\n");
    page.append("| object | libbpf | ours | verdict | one by one |\n|---|---|---|---|---|\n");
    for (Row row : rows) {
      page.append("| ")
          .append(row.object().name())
          .append(" | ")
          .append(cell(row.whole().libbpf()))
          .append(" | ")
          .append(cell(row.whole().ours()))
          .append(" | ")
          .append(row.whole().verdict())
          .append(row.reason().isEmpty() ? "" : ": " + cell(row.reason()))
          .append(" | ")
          .append(oneByOne(row))
          .append(" |\n");
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, page);
  }

  private static String oneByOne(Row row) {
    Map<Comparison.Verdict, Integer> counts = new EnumMap<>(Comparison.Verdict.class);
    row.alone().forEach(result -> counts.merge(result.verdict(), 1, Integer::sum));
    return counts.isEmpty() ? "" : counts.toString();
  }

  private static String cell(String text) {
    String line = text.lines().findFirst().orElse("").replace("|", "\\|");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
