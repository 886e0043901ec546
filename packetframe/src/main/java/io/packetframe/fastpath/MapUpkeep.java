package io.packetframe.fastpath;

import io.packetframe.bpf.BpfException;
import io.packetframe.module.Journal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Brings the maps to what they should hold, and says what changed and what is wrong. */
final class MapUpkeep {
  private final MapAccess maps;
  private final Journal journal;
  private Set<String> said = Set.of();

  MapUpkeep(MapAccess maps, Journal journal) {
    this.maps = maps;
    this.journal = journal;
  }

  /**
   * Changes what differs.
   *
   * @return what the kernel refused, which is said too; the rest was done
   * @throws BpfException if the maps cannot be read
   */
  List<BpfException> apply(DesiredMaps desired) throws BpfException {
    sayOnce(desired.problems());
    List<Step> steps = Reconciler.plan(desired.contents(), maps.read());
    List<BpfException> refused = maps.apply(steps);
    refused.forEach(failure -> journal.warn(failure.getMessage()));
    if (!steps.isEmpty()) {
      journal.info("changed " + steps.size() + " map entries");
    }
    return refused;
  }

  /** Each problem once, until it is gone. */
  private void sayOnce(List<String> problems) {
    for (String problem : new TreeSet<>(problems)) {
      if (!said.contains(problem)) {
        journal.warn(problem);
      }
    }
    said = Set.copyOf(problems);
  }
}
