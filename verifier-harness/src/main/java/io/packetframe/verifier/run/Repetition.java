package io.packetframe.verifier.run;

import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.CapabilityRecord;
import io.packetframe.record.TestRecord;
import io.packetframe.verifier.kernel.KernelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds each run of a kernel against the first: the same inputs give the same verdicts. */
public final class Repetition {
  private final Map<KernelId, SortedMap<String, String>> first = new HashMap<>();

  /** Takes one more run; returns what is not as it was the first time, a line each. */
  public List<String> differences(List<Outcome> outcomes) {
    List<String> differences = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      SortedMap<String, String> now = verdicts(outcome);
      SortedMap<String, String> was = first.putIfAbsent(outcome.kernel().id(), now);
      if (was == null) {
        continue;
      }
      TreeSet<String> subjects = new TreeSet<>(was.keySet());
      subjects.addAll(now.keySet());
      for (String subject : subjects) {
        String before = was.getOrDefault(subject, "absent");
        String after = now.getOrDefault(subject, "absent");
        if (!before.equals(after)) {
          differences.add(
              outcome.kernel().id() + ": " + subject + ": " + after + ", at first " + before);
        }
      }
    }
    return differences;
  }

  private static SortedMap<String, String> verdicts(Outcome outcome) {
    SortedMap<String, String> verdicts = new TreeMap<>();
    verdicts.put("the run", outcome.verdict().word());
    Optional<AcceptanceRecord> shown = outcome.verdict().shown();
    if (shown.isPresent()) {
      for (TestRecord test : shown.get().tests()) {
        verdicts.put("test " + test.fullName(), test.verdict().word());
      }
      for (CapabilityRecord row : shown.get().feasibility().capabilities()) {
        verdicts.put("capability " + row.name(), row.status().word());
      }
    }
    return verdicts;
  }
}
