package io.packetframe.verifier.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run on several kernels as a table of Markdown, which build servers show beside a job. */
public final class MatrixSummary {
  private MatrixSummary() {}

  /** Returns the table, kernels that were not the locked ones above it, what is wrong below. */
  public static String of(List<Column> columns) {
    List<String> lines = new ArrayList<>();
    for (Column column : columns) {
      for (String why : column.outcome().unlocked()) {
        lines.addAll(List.of("**" + cell(column.outcome().id()) + "**: " + cell(why), ""));
      }
    }
    lines.add(
        "| kernel | release | verdict | tests passed | first test | power-off | accelerator |");
    lines.add("| --- | --- | --- | --- | --- | --- | --- |");
    for (Column column : columns) {
      KernelOutcome outcome = column.outcome();
      lines.add(
          "| %s | %s | %s | %d of %d | %s | %s | %s |"
              .formatted(
                  cell(outcome.id()),
                  cell(outcome.release()),
                  cell(outcome.judgement()),
                  column.passed(),
                  column.tests(),
                  seconds(outcome, "firstTest"),
                  seconds(outcome, "powerOff"),
                  cell(outcome.accelerator())));
    }
    for (Column column : columns) {
      for (String complaint : column.outcome().complaints()) {
        if (!complaint.startsWith(KernelOutcome.UNLOCKED)) {
          lines.addAll(complaint(column, complaint));
        }
      }
      column
          .outcome()
          .crash()
          .ifPresent(it -> lines.addAll(complaint(column, "crash fingerprint: " + it)));
      column.failed().forEach(test -> lines.addAll(complaint(column, "test " + test)));
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<String> complaint(Column column, String text) {
    return List.of("", "- **" + cell(column.outcome().id()) + "**: " + cell(text));
  }

  private static String seconds(KernelOutcome outcome, String milestone) {
    Long millis = outcome.ledger().get(milestone);
    return millis == null ? "" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  /** What a guest said may hold anything: in a table it is text of one line. */
  static String cell(String text) {
    StringBuilder cell = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '|', '<', '>', '&', '*', '_', '`', '[', ']', '\\' ->
            cell.append("&#").append((int) c).append(';');
        default -> cell.append(c < ' ' ? ' ' : c);
      }
    }
    return cell.toString();
  }
}
