package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Value;
import java.util.List;
import java.util.Map;

/** What a monitor said at one moment. */
record Reading(List<Measurement> measurements) {
  static Reading of(Monitor monitor) throws PacketFrameException {
    return new Reading(monitor.read().measurements());
  }

  long counter(String name, Map<String, String> labels) {
    return switch (value(name, labels)) {
      case Value.Counter counter -> counter.value();
      case Value.Gauge _, Value.Histogram _ -> throw new AssertionError(name + " is no counter");
    };
  }

  Value.Histogram histogram(String name) {
    return switch (value(name, Map.of())) {
      case Value.Histogram histogram -> histogram;
      case Value.Gauge _, Value.Counter _ -> throw new AssertionError(name + " is no histogram");
    };
  }

  private Value value(String name, Map<String, String> labels) {
    return measurements.stream()
        .filter(each -> each.name().equals(name) && each.labels().equals(labels))
        .map(Measurement::value)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + labels + " in " + measurements));
  }
}
