package io.packetframe.packet;

import io.packetframe.config.Config;
import io.packetframe.net.InterfaceName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One case of {@code fixtures/packets}: a sentence, a router, a packet in, and what must become of
 * it. Its counters are all that move, each by one.
 *
 * @param name unique among all cases
 * @param sentence what the case shows, for people
 * @param place file and line
 * @param config of the fast path, with every port attached
 * @param topology the router
 * @param port where the packet comes in
 * @param in the packet
 * @param verdict what becomes of it
 * @param counters those that move
 * @param out the packet that leaves, where it is redirected
 */
public record Fixture(
    String name,
    String sentence,
    String place,
    Config config,
    Topology topology,
    InterfaceName port,
    Frame in,
    Verdict verdict,
    Set<Counter> counters,
    Optional<Frame> out) {
  /** Copies the counters, in their order. */
  public Fixture {
    EnumSet<Counter> ordered = EnumSet.noneOf(Counter.class);
    ordered.addAll(counters);
    counters = Collections.unmodifiableSet(ordered);
  }

  /** Returns what must come out: of everything but a redirected packet, the bytes that came. */
  public Outcome expected() {
    return new Outcome(verdict, counters, Bytes.of(out.orElse(in).bytes()));
  }

  @Override
  public String toString() {
    return name + " (" + place + "): " + sentence;
  }
}
