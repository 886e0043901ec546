package io.packetframe.verifier.run;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** When a guest reached its milestones, counted from the start of QEMU. */
final class TimeLedger {
  private final Map<Milestone, Duration> times = new EnumMap<>(Milestone.class);

  /** Notes the first time. */
  void first(Milestone milestone, Duration at) {
    times.putIfAbsent(milestone, at);
  }

  /** Notes the latest time. */
  void last(Milestone milestone, Duration at) {
    times.put(milestone, at);
  }

  /** Takes the later of both for all that ends with the last of several guests. */
  void join(TimeLedger other) {
    for (Milestone milestone :
        EnumSet.of(Milestone.LAST_TEST, Milestone.FEASIBILITY, Milestone.POWER_OFF)) {
      Duration at = other.times.get(milestone);
      if (at != null) {
        times.merge(milestone, at, (one, two) -> one.compareTo(two) < 0 ? two : one);
      }
    }
  }

  /** Returns the last that was reached; none before the first. */
  Optional<Milestone> latest() {
    return times.keySet().stream().reduce((_, later) -> later);
  }

  /** Tells whether nothing else was reached. */
  boolean isEmptyButFor(Milestone milestone) {
    return times.keySet().equals(EnumSet.of(milestone));
  }

  /** Returns milestone to milliseconds, in the order in which they come. */
  SequencedMap<String, Long> millis() {
    SequencedMap<String, Long> millis = new LinkedHashMap<>();
    times.forEach((milestone, at) -> millis.put(milestone.word(), at.toMillis()));
    return millis;
  }
}
