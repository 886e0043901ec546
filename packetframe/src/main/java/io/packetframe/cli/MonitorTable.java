package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Unit;
import io.packetframe.monitor.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code monitor} for people: a table of rates, and histograms as bars. */
final class MonitorTable {
  private static final int BAR = 40;
  private static final int FROM = 12;
  private static final List<String> DECIMAL = List.of("", "k", "M", "G", "T");
  private static final List<String> BINARY = List.of("B", "KiB", "MiB", "GiB", "TiB");
  private static final List<String> TIMES = List.of("ns", "us", "ms", "s");

  private final MonitorView view;
  private final StringBuilder text = new StringBuilder();

  private MonitorTable(MonitorView view) {
    this.view = view;
  }

  static String of(MonitorView view) {
    MonitorTable table = new MonitorTable(view);
    table.rates();
    for (Measurement each : view.now()) {
      if (each.value() instanceof Value.Histogram histogram) {
        table.histogram(each, view.gain(each, histogram));
      }
    }
    for (String remark : view.remarks()) {
      table.text.append("note: ").append(Printable.escaped(remark)).append('\n');
    }
    return table.text.toString();
  }

  /** One row for each set of labels, one column for each name. */
  private void rates() {
    List<Measurement> plain =
        view.now().stream().filter(each -> !(each.value() instanceof Value.Histogram)).toList();
    List<String> names = plain.stream().map(Measurement::name).distinct().toList();
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(view.monitor()));
    head.addAll(names);
    rows.add(head);
    for (Map<String, String> labels : plain.stream().map(Measurement::labels).distinct().toList()) {
      List<String> row = new ArrayList<>(List.of(words(labels)));
      for (String name : names) {
        row.add(
            plain.stream()
                .filter(each -> each.name().equals(name) && each.labels().equals(labels))
                .map(this::cell)
                .findFirst()
                .orElse("-"));
      }
      rows.add(row);
    }
    if (!names.isEmpty()) {
      write(rows);
    }
  }

  private static String words(Map<String, String> labels) {
    return labels.isEmpty() ? "all" : Printable.escaped(String.join(" ", labels.values()));
  }

  private String cell(Measurement measurement) {
    return switch (measurement.value()) {
      case Value.Gauge gauge -> amount(unsigned(gauge.value()), measurement.unit());
      case Value.Counter counter -> rate(view.gain(measurement, counter), measurement.unit());
      case Value.Histogram _ -> "";
    };
  }

  /** Time in a time is a share of it. */
  private String rate(long gain, Unit unit) {
    double perSecond = view.perSecond(gain);
    return unit == Unit.NANOSECONDS
        ? String.format(Locale.ROOT, "%.1f %%", perSecond / 1e7)
        : amount(perSecond, unit) + "/s";
  }

  private static String amount(double value, Unit unit) {
    return switch (unit) {
      case NUMBER -> scaled(value, 1000, DECIMAL);
      case BYTES -> scaled(value, 1024, BINARY);
      case NANOSECONDS -> scaled(value, 1000, TIMES);
    };
  }

  private static String scaled(double value, int step, List<String> units) {
    double rest = value;
    int unit = 0;
    while (rest >= step && unit < units.size() - 1) {
      rest /= step;
      unit++;
    }
    String number = String.format(Locale.ROOT, unit == 0 ? "%.0f" : "%.1f", rest);
    return units.get(unit).isEmpty() ? number : number + " " + units.get(unit);
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : value + 0x1p64;
  }

  private void write(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < rows.getFirst().size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(padded(row.getFirst(), widths.getFirst(), false));
      for (int column = 1; column < row.size(); column++) {
        line.append("  ").append(padded(row.get(column), widths.get(column), true));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static String padded(String cell, int width, boolean right) {
    String blanks = " ".repeat(width - cell.length());
    return right ? blanks + cell : cell + blanks;
  }

  private void histogram(Measurement measurement, Value.Histogram gain) {
    text.append('\n').append(measurement.name());
    if (!measurement.labels().isEmpty()) {
      text.append(' ').append(words(measurement.labels()));
    }
    long count = gain.count();
    text.append(": ").append(Long.toUnsignedString(count));
    if (count == 0) {
      text.append('\n');
      return;
    }
    text.append(", mean ").append(amount((double) gain.sum() / count, measurement.unit()));
    text.append('\n').append(bars(gain, measurement.unit()));
  }

  private static String bars(Value.Histogram gain, Unit unit) {
    List<Long> buckets = gain.buckets();
    long most = buckets.stream().mapToLong(Long::longValue).max().orElse(1);
    StringBuilder lines = new StringBuilder();
    for (int bucket = 0; bucket < buckets.size(); bucket++) {
      long count = buckets.get(bucket);
      if (count != 0) {
        String from = amount(bucket == 0 ? 0 : Math.scalb(1.0, bucket), unit);
        int length = (int) Math.max(1, BAR * count / most);
        lines.append(padded(from, FROM, true)).append("+ ");
        lines.append(padded("#".repeat(length), BAR, false)).append(' ');
        lines.append(Long.toUnsignedString(count)).append('\n');
      }
    }
    return lines.toString();
  }
}
