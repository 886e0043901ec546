package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.record.CapabilityRecord;
import io.packetframe.record.FeasibilityRecord;
import java.util.List;

/** The feasibility report as a person reads it. */
final class FeasibilityTable {
  private static final int STATUS_WIDTH = 8;
  private static final int REQUIRED_WIDTH = 4;
  private static final int MIN_NAME_WIDTH = 30;
  private static final String RESET = "\u001b[0m";

  private final FeasibilityRecord report;
  private final boolean colour;
  private final StringBuilder text = new StringBuilder();

  private FeasibilityTable(FeasibilityRecord report, boolean colour) {
    this.report = report;
    this.colour = colour;
  }

  static String of(FeasibilityRecord report, boolean colour) {
    FeasibilityTable table = new FeasibilityTable(report, colour);
    table.rows();
    table.text.append(AssetTable.of(report.assets()));
    table.summary();
    return table.text.toString();
  }

  private void rows() {
    int nameWidth = MIN_NAME_WIDTH;
    for (CapabilityRecord row : report.capabilities()) {
      nameWidth = Math.max(nameWidth, row.name().length());
    }
    text.append("PacketFrame feasibility report (v").append(report.version()).append(")\n\n");
    line("STATUS", "REQ", "CAPABILITY", nameWidth, "DETAIL");
    line(
        "-".repeat(STATUS_WIDTH - 1),
        "-".repeat(REQUIRED_WIDTH - 1),
        "-".repeat(nameWidth - 1),
        nameWidth,
        "-".repeat(MIN_NAME_WIDTH));
    for (CapabilityRecord row : report.capabilities()) {
      line(
          word(row),
          row.required() ? "yes" : "no",
          row.name(),
          nameWidth,
          Printable.escaped(row.detail()));
    }
  }

  private void summary() {
    List<CapabilityRecord> missing = report.missing();
    text.append('\n');
    if (missing.isEmpty()) {
      text.append("All required capabilities are present.\n");
      return;
    }
    text.append(missing.size())
        .append(missing.size() == 1 ? " required capability is" : " required capabilities are")
        .append(" missing or unknown:\n");
    for (CapabilityRecord row : missing) {
      text.append("  - ").append(row.name());
      text.append(" (").append(Printable.escaped(row.detail())).append(")\n");
      if (row.remedy().isPresent()) {
        text.append("      to mend: ").append(Printable.escaped(row.remedy().get())).append('\n');
      }
    }
  }

  private void line(String status, String required, String name, int nameWidth, String detail) {
    String start = colour ? colourOf(status) : "";
    text.append(start).append(status).append(start.isEmpty() ? "" : RESET);
    text.append(" ".repeat(Math.max(1, STATUS_WIDTH - status.length())));
    text.append(required).append(" ".repeat(Math.max(1, REQUIRED_WIDTH - required.length())));
    text.append(name).append(" ".repeat(nameWidth - name.length())).append(' ');
    text.append(detail).append('\n');
  }

  private static String word(CapabilityRecord row) {
    return switch (row.status()) {
      case PASS -> "PASS";
      case FAIL -> "FAIL";
      case UNKNOWN -> "UNKN";
      case DEFERRED -> "DEFER";
    };
  }

  private static String colourOf(String status) {
    return switch (status) {
      case "PASS" -> "\u001b[32m";
      case "FAIL" -> "\u001b[31m";
      case "UNKN" -> "\u001b[33m";
      default -> "";
    };
  }
}
