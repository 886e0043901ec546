package io.packetframe.packet;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the data path does with one frame.
 *
 * @param verdict what becomes of it
 * @param counters those that move, by one each
 * @param frame its bytes afterwards; unless it is redirected, those that came
 */
public record Outcome(Verdict verdict, Set<Counter> counters, Bytes frame) {
  /** Copies the counters, in their order. */
  public Outcome {
    EnumSet<Counter> ordered = EnumSet.noneOf(Counter.class);
    ordered.addAll(counters);
    counters = Collections.unmodifiableSet(ordered);
  }
}
