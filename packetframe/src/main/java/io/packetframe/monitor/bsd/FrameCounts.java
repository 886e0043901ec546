package io.packetframe.monitor.bsd;

import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Unit;
import io.packetframe.monitor.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values of some or all counters; what is not there is 0. */
final class FrameCounts {
  private final Map<FrameCounter, Long> values = new EnumMap<>(FrameCounter.class);

  void add(FrameCounter counter, long gain) {
    values.merge(counter, gain, Long::sum);
  }

  void set(FrameCounter counter, long value) {
    values.put(counter, value);
  }

  long get(FrameCounter counter) {
    return values.getOrDefault(counter, 0L);
  }

  /** Takes the part of a whole that another part is not, where that is more than before. */
  void riseToDifference(FrameCounts whole, FrameCounts part) {
    for (FrameCounter counter : FrameCounter.values()) {
      set(counter, Math.max(get(counter), whole.get(counter) - part.get(counter)));
    }
  }

  List<Measurement> measurements(Collection<FrameCounter> counters, Map<String, String> labels) {
    List<Measurement> all = new ArrayList<>();
    for (FrameCounter counter : counters) {
      Unit unit = counter == FrameCounter.BYTES ? Unit.BYTES : Unit.NUMBER;
      String name = counter.name().toLowerCase(Locale.ROOT);
      all.add(new Measurement(name, labels, unit, new Value.Counter(get(counter))));
    }
    return all;
  }
}
