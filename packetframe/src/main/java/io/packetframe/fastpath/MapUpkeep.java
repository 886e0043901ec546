package io.packetframe.fastpath;

import io.packetframe.bpf.BpfException;
import io.packetframe.module.Journal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Brings the maps to what they should hold, and says what changed and what is wrong. */
final class MapUpkeep {
  private final MapAccess maps;
  private final ShortcutMap shortcuts;
  private final Journal journal;
  private Set<String> said = Set.of();

  MapUpkeep(MapAccess maps, ShortcutMap shortcuts, Journal journal) {
    this.maps = maps;
    this.shortcuts = shortcuts;
    this.journal = journal;
  }

  /**
   * Changes what differs.
   *
   * @return what the kernel refused, which is said too; the rest was done
   * @throws BpfException if the maps cannot be read, or what repeats them not taken away
   */
  List<BpfException> apply(DesiredMaps desired) throws BpfException {
    sayOnce(desired.problems());
    List<Step> steps = Reconciler.plan(desired.contents(), maps.read());
    shortcuts.before(steps);
    List<BpfException> refused = maps.apply(steps);
    if (refused.isEmpty()) {
      shorten(desired.contents());
    }
    refused.forEach(failure -> journal.warn(failure.getMessage()));
    if (!steps.isEmpty()) {
      journal.info("changed " + steps.size() + " map entries");
    }
    return refused;
  }

  /** A frame is as well off without, only later. */
  private void shorten(MapContents contents) {
    try {
      shortcuts.after(contents);
    } catch (BpfException e) {
      journal.warn("frames are forwarded more slowly than they could be: " + e.getMessage());
    }
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
