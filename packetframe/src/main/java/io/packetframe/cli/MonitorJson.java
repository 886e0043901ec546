package io.packetframe.cli;

import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Value;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonValue.JsonArray;
import io.packetframe.record.JsonValue.JsonNumber;
import io.packetframe.record.JsonWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code monitor} for programs: one line for each interval. */
final class MonitorJson {
  private MonitorJson() {}

  static String line(MonitorView view) {
    List<JsonValue> values = new ArrayList<>();
    for (Measurement measurement : view.now()) {
      values.add(value(view, measurement));
    }
    return JsonWriter.line(
        JsonValue.object()
            .put("monitor", view.monitor())
            .put("interval_ns", view.interval().toNanos())
            .put("remarks", JsonValue.ofStrings(view.remarks()))
            .put("values", new JsonArray(values))
            .build());
  }

  private static JsonValue value(MonitorView view, Measurement measurement) {
    JsonValue.ObjectBuilder labels = JsonValue.object();
    for (Map.Entry<String, String> label : measurement.labels().entrySet()) {
      labels.put(label.getKey(), label.getValue());
    }
    JsonValue.ObjectBuilder members =
        JsonValue.object()
            .put("name", measurement.name())
            .put("labels", labels.build())
            .put("unit", measurement.unit().name().toLowerCase(Locale.ROOT));
    return switch (measurement.value()) {
      case Value.Counter counter ->
          members
              .put("kind", "counter")
              .put("total", unsigned(counter.value()))
              .put("gain", unsigned(view.gain(measurement, counter)))
              .build();
      case Value.Gauge gauge ->
          members.put("kind", "gauge").put("value", unsigned(gauge.value())).build();
      case Value.Histogram histogram -> {
        Value.Histogram gain = view.gain(measurement, histogram);
        yield members
            .put("kind", "histogram")
            .put("total", unsigned(histogram.count()))
            .put("gain", unsigned(gain.count()))
            .put("gain_sum", unsigned(gain.sum()))
            .put("gain_log2", buckets(gain))
            .build();
      }
    };
  }

  private static JsonValue buckets(Value.Histogram histogram) {
    List<JsonValue> buckets = new ArrayList<>();
    for (long bucket : histogram.buckets()) {
      buckets.add(unsigned(bucket));
    }
    return new JsonArray(buckets);
  }

  private static JsonValue unsigned(long value) {
    return new JsonNumber(new BigDecimal(Long.toUnsignedString(value)));
  }
}
