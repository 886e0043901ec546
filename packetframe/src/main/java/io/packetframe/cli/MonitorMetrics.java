package io.packetframe.cli;

import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Unit;
import io.packetframe.monitor.Value;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code monitor} in the text format of Prometheus: what was counted since the start. */
final class MonitorMetrics {
  private static final int NANOSECONDS_OF_A_SECOND = 9;

  private final String monitor;
  private final StringBuilder text = new StringBuilder();
  private final Set<String> described = new HashSet<>();

  private MonitorMetrics(String monitor) {
    this.monitor = monitor;
  }

  /**
   * Returns the whole file.
   *
   * @param writtenSeconds now, since 1970: what has stopped being written shows
   */
  static String of(String monitor, List<Measurement> measurements, long writtenSeconds) {
    MonitorMetrics metrics = new MonitorMetrics(monitor);
    // A metric's rows have to stand together.
    for (String name : measurements.stream().map(Measurement::name).distinct().toList()) {
      measurements.stream().filter(each -> each.name().equals(name)).forEach(metrics::add);
    }
    metrics.head("written_timestamp_seconds", "When this file was written.", "gauge");
    metrics.row("written_timestamp_seconds", Map.of(), "", Long.toString(writtenSeconds));
    return metrics.text.toString();
  }

  private void add(Measurement measurement) {
    String name = measurement.name() + unit(measurement);
    Unit unit = measurement.unit();
    Map<String, String> labels = measurement.labels();
    String help = "Monitor " + monitor + ": " + measurement.name() + ".";
    switch (measurement.value()) {
      case Value.Counter counter -> {
        head(name + "_total", help, "counter");
        row(name + "_total", labels, "", number(counter.value(), unit));
      }
      case Value.Gauge gauge -> {
        head(name, help, "gauge");
        row(name, labels, "", number(gauge.value(), unit));
      }
      case Value.Histogram histogram -> {
        head(name, help, "histogram");
        histogram(name, labels, unit, histogram);
      }
    }
  }

  private void histogram(
      String name, Map<String, String> labels, Unit unit, Value.Histogram histogram) {
    long count = 0;
    for (int bucket = 0; bucket < histogram.buckets().size() - 1; bucket++) {
      count += histogram.buckets().get(bucket);
      String bound = number(Value.Histogram.largestOf(bucket), unit);
      row(name + "_bucket", labels, "le=\"" + bound + "\"", Long.toUnsignedString(count));
    }
    String all = Long.toUnsignedString(histogram.count());
    row(name + "_bucket", labels, "le=\"+Inf\"", all);
    row(name + "_sum", labels, "", number(histogram.sum(), unit));
    row(name + "_count", labels, "", all);
  }

  /** A name may say its unit already. */
  private static String unit(Measurement measurement) {
    return measurement.unit() == Unit.NANOSECONDS ? "_seconds" : "";
  }

  private static String number(long value, Unit unit) {
    BigDecimal whole = new BigDecimal(Long.toUnsignedString(value));
    return unit == Unit.NANOSECONDS
        ? whole.movePointLeft(NANOSECONDS_OF_A_SECOND).toPlainString()
        : whole.toPlainString();
  }

  private void head(String name, String help, String type) {
    if (described.add(name)) {
      text.append("# HELP ").append(full(name)).append(' ').append(help).append('\n');
      text.append("# TYPE ").append(full(name)).append(' ').append(type).append('\n');
    }
  }

  private void row(String name, Map<String, String> labels, String more, String value) {
    text.append(full(name));
    StringBuilder inside = new StringBuilder();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      inside.append(inside.isEmpty() ? "" : ",").append(label.getKey()).append("=\"");
      inside.append(escaped(label.getValue())).append('"');
    }
    inside.append(inside.isEmpty() || more.isEmpty() ? "" : ",").append(more);
    if (!inside.isEmpty()) {
      text.append('{').append(inside).append('}');
    }
    text.append(' ').append(value).append('\n');
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private String full(String name) {
    return "packetframe_monitor_" + monitor + "_" + name;
  }
}
