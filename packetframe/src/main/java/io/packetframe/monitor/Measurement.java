package io.packetframe.monitor;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One value of a monitor.
 *
 * @param name in lower case with underscores, e.g. {@code busy}
 * @param labels what tells it from others of that name, sorted, e.g. {@code cpu=0}
 */
public record Measurement(String name, Map<String, String> labels, Unit unit, Value value) {
  public Measurement {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("no name of a measurement: " + name);
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }
}
