package io.packetframe.verifier.run;

import io.packetframe.verifier.wire.Message.TestFinished;
import io.packetframe.verifier.wire.TestName;
import io.packetframe.verifier.wire.TestOutcome.Skipped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tests that every kernel of a matrix skipped: nothing is known of what they would show.
 *
 * <p>A class that is skipped as a whole is reported by its own name, without its tests; it ran if
 * one of its tests ran elsewhere.
 */
public final class NeverRan {
  private NeverRan() {}

  /** Returns the tests with the reasons of each kernel; empty in a good matrix. */
  public static List<String> in(List<Outcome> outcomes) {
    SortedMap<String, Set<String>> reasons = new TreeMap<>();
    Set<String> ran = new HashSet<>();
    for (Outcome outcome : outcomes) {
      for (TestFinished it : outcome.tests()) {
        TestName test = it.test();
        if (it.outcome() instanceof Skipped skipped) {
          reasons
              .computeIfAbsent(name(test), _ -> new TreeSet<>())
              .add(outcome.kernel().id() + ": " + skipped.reason());
        } else {
          ran.add(name(test));
          ran.add(test.className());
        }
      }
    }
    List<String> never = new ArrayList<>();
    reasons.forEach(
        (name, whys) -> {
          if (!ran.contains(name)) {
            never.add(name + " (" + String.join("; ", whys) + ")");
          }
        });
    return never;
  }

  private static String name(TestName test) {
    return test.name().isEmpty() ? test.className() : test.className() + "." + test.name();
  }
}
