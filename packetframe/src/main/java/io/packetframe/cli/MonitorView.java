package io.packetframe.cli;

import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a monitor saw between two readings.
 *
 * @param monitor the word that chooses it
 * @param remarks what is other than a reader would expect
 * @param interval between the readings; at least 1 ns
 * @param before the readings' measurements, as they were
 * @param now and as they are
 */
record MonitorView(
    String monitor,
    List<String> remarks,
    Duration interval,
    List<Measurement> before,
    List<Measurement> now) {
  MonitorView {
    remarks = List.copyOf(remarks);
    before = List.copyOf(before);
    now = List.copyOf(now);
  }

  /** Returns what a counter gained; all that it has where it is new. */
  long gain(Measurement measurement, Value.Counter counter) {
    return earlier(measurement) instanceof Value.Counter old
        ? counter.value() - old.value()
        : counter.value();
  }

  /** Returns what a histogram gained. */
  Value.Histogram gain(Measurement measurement, Value.Histogram histogram) {
    if (!(earlier(measurement) instanceof Value.Histogram old)) {
      return histogram;
    }
    List<Long> buckets = new ArrayList<>();
    for (int i = 0; i < histogram.buckets().size(); i++) {
      buckets.add(histogram.buckets().get(i) - old.buckets().get(i));
    }
    return new Value.Histogram(buckets, histogram.sum() - old.sum());
  }

  /** Returns a gain in a second. */
  double perSecond(long gain) {
    return (double) gain / interval.toNanos() * 1e9;
  }

  private Value earlier(Measurement measurement) {
    for (Measurement each : before) {
      if (each.name().equals(measurement.name()) && each.labels().equals(measurement.labels())) {
        return each.value();
      }
    }
    return new Value.Gauge(0);
  }
}
