package io.packetframe.fastpath;

import io.packetframe.module.Sample;
import io.packetframe.packet.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * What the data path did with one frame.
 *
 * @param stages the form that ran
 * @param takesFragments whether it sees frames of several buffers
 * @param fromPort whether the kernel ran it as if the frame came from the port; where it cannot
 *     (before 5.15), it came from loopback, whose entries were made those of the port
 * @param action what it returned
 * @param decisions in the order they were taken
 * @param counters those that moved, and by how much
 * @param frame what it left of the frame
 * @param prefixes of the lists, those that the ends of the packet are in
 */
public record Traced(
    Stages stages,
    boolean takesFragments,
    boolean fromPort,
    XdpAction action,
    List<TracedDecision> decisions,
    List<Sample> counters,
    Bytes frame,
    ListedPrefixes prefixes) {
  /** Copies the lists. */
  public Traced {
    decisions = List.copyOf(decisions);
    counters = List.copyOf(counters);
  }

  /** Returns the value of a decision, if it was taken. */
  public Optional<Integer> value(Decision decision) {
    return decisions.stream()
        .filter(taken -> taken.decision() == decision)
        .map(TracedDecision::value)
        .findFirst();
  }
}
