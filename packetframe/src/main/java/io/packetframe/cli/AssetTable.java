package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.record.AssetRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The parts of the machine as a person reads them in the feasibility report. */
final class AssetTable {
  private static final int GAP = 2;
  private static final String UNKNOWN = "?";

  private AssetTable() {}

  /** Returns the table, and below it why what is not known is not; nothing without parts. */
  static String of(List<AssetRecord> assets) {
    if (assets.isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("PART", "NAME", "CAPACITY", "USED", "HEALTH", "IDENTITY"));
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    for (AssetRecord asset : assets) {
      rows.add(row(asset));
      asset
          .unknown()
          .forEach(
              (field, reason) ->
                  reasons
                      .computeIfAbsent(Printable.escaped(reason), _ -> new ArrayList<>())
                      .add(Printable.escaped(field + " of " + asset.name())));
    }
    StringBuilder text = new StringBuilder("\n").append(columns(rows));
    if (!reasons.isEmpty()) {
      text.append('\n').append(UNKNOWN).append(" is not known:\n");
      reasons.forEach(
          (reason, of) ->
              text.append("  - ")
                  .append(String.join(", ", of))
                  .append(": ")
                  .append(reason)
                  .append('\n'));
    }
    return text.toString();
  }

  private static List<String> row(AssetRecord asset) {
    return List.of(
        asset.kind(),
        Printable.escaped(asset.name()),
        amount(asset.capacity(), asset.kind()),
        amount(asset.used(), asset.kind()),
        Printable.escaped(asset.health().orElse(UNKNOWN)),
        asset.identity().equals(asset.name()) ? "" : Printable.escaped(asset.identity()));
  }

  private static String amount(OptionalLong amount, String kind) {
    if (amount.isEmpty()) {
      return UNKNOWN;
    }
    long value = amount.getAsLong();
    return kind.equals("cpu") ? value + (value == 1 ? " CPU" : " CPUs") : Amounts.bytes(value);
  }

  private static String columns(List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(row.get(column))
            .append(" ".repeat(width(rows, column) + GAP - row.get(column).length()));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int width(List<List<String>> rows, int column) {
    int widest = 0;
    for (List<String> row : rows) {
      widest = Math.max(widest, row.get(column).length());
    }
    return widest;
  }
}
