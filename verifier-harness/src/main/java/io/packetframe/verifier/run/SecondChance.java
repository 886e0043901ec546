package io.packetframe.verifier.run;

import io.packetframe.record.AcceptanceComparison;
import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.Difference;
import io.packetframe.record.TestRecord;
import io.packetframe.record.TestVerdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a second, fresh guest makes of the verdict on the first. It is asked once, where tests
 * failed or the machinery did, and never turns a run green by itself: what differs is flaky.
 */
final class SecondChance {
  private SecondChance() {}

  /** Returns what to run again; nothing where the verdict would stand all the same. */
  static Optional<Again> after(Verdict first) {
    return switch (first) {
      case Verdict.Infra _ -> Optional.of(new Again.Everything());
      case Verdict.Failed it when it.record().isPresent() && it.complaints().isEmpty() ->
          Optional.of(
              new Again.Classes(
                  it.record().get().tests().stream()
                      .filter(test -> test.verdict() == TestVerdict.FAILED)
                      .map(TestRecord::className)
                      .distinct()
                      .toList()));
      case Verdict.Failed _, Verdict.Passed _, Verdict.Regressed _, Verdict.Flaky _ ->
          Optional.empty();
    };
  }

  /** What a second guest runs. */
  sealed interface Again {
    /** All that the first was to run. */
    record Everything() implements Again {}

    /** The named test classes, in this order. */
    record Classes(List<String> names) implements Again {
      public Classes {
        names = List.copyOf(names);
      }
    }
  }

  /**
   * Returns the verdict on both.
   *
   * @param second of the same run, or of the classes that failed
   */
  static Verdict judge(Verdict first, Verdict second, Optional<AcceptanceRecord> accepted) {
    return switch (first) {
      case Verdict.Infra it -> afterInfra(it, second);
      case Verdict.Failed it when it.record().isPresent() ->
          afterFailure(it, it.record().get(), second, accepted);
      case Verdict.Failed _, Verdict.Passed _, Verdict.Regressed _, Verdict.Flaky _ ->
          throw new IllegalArgumentException("nothing was to be run again: " + first);
    };
  }

  private static Verdict afterInfra(Verdict.Infra first, Verdict second) {
    return second instanceof Verdict.Passed it
        ? new Verdict.Flaky(
            List.of("infra: " + first.reason() + "; a fresh guest passed"),
            it.record(),
            it.differences())
        : second;
  }

  private static Verdict afterFailure(
      Verdict.Failed first,
      AcceptanceRecord record,
      Verdict second,
      Optional<AcceptanceRecord> accepted) {
    Optional<AcceptanceRecord> again = second.shown();
    if (again.isEmpty()) {
      List<String> reasons = new ArrayList<>(first.reasons());
      second.complaints().forEach(it -> reasons.add("in a fresh guest: " + it));
      return new Verdict.Failed(reasons, first.record());
    }
    AcceptanceRecord both = record.withTests(merged(record.tests(), again.get().tests()));
    List<String> wrong = new ArrayList<>();
    List<String> flaky = new ArrayList<>();
    for (TestRecord test : both.tests()) {
      String line = Verdict.Failed.TEST + test.fullName() + ": " + test.reason().orElse("");
      switch (test.verdict()) {
        case FAILED -> wrong.add(line);
        case FLAKY -> flaky.add(line);
        case PASSED, SKIPPED -> {}
      }
    }
    second.complaints().forEach(it -> wrong.add("in a fresh guest: " + it));
    if (!wrong.isEmpty()) {
      wrong.addAll(flaky);
      return new Verdict.Failed(wrong, Optional.of(both));
    }
    List<Difference> differences =
        accepted
            .map(it -> AcceptanceComparison.compare(it, both.withTests(settled(both.tests()))))
            .orElse(List.of());
    return new Verdict.Flaky(flaky, both, differences);
  }

  private static List<TestRecord> merged(List<TestRecord> first, List<TestRecord> second) {
    Map<String, TestRecord> again = new LinkedHashMap<>();
    second.forEach(test -> again.put(test.fullName(), test));
    List<TestRecord> merged = new ArrayList<>();
    for (TestRecord test : first) {
      TestRecord now = again.remove(test.fullName());
      boolean failed = test.verdict() == TestVerdict.FAILED;
      if (failed && (now == null ? passed(second, test.className()) : passed(now))) {
        merged.add(flaky(test, "failed: " + why(test) + "; passed in a fresh guest"));
      } else if (!failed && now != null && now.verdict() == TestVerdict.FAILED) {
        merged.add(flaky(test, test.verdict().word() + "; failed in a fresh guest: " + why(now)));
      } else {
        merged.add(test);
      }
    }
    // A class that could not begin at first told nothing of its tests.
    merged.addAll(again.values());
    return merged;
  }

  private static boolean passed(TestRecord test) {
    return test.verdict() == TestVerdict.PASSED;
  }

  /** A class that failed as a whole is not told of when it goes well: its tests are. */
  private static boolean passed(List<TestRecord> second, String className) {
    return second.stream().anyMatch(it -> it.className().equals(className) && passed(it));
  }

  private static String why(TestRecord test) {
    return test.reason().orElse("no reason given");
  }

  private static TestRecord flaky(TestRecord test, String reason) {
    return new TestRecord(test.className(), test.name(), TestVerdict.FLAKY, Optional.of(reason));
  }

  /** Flakiness is told by its own verdict; a comparison must not tell it as a regression again. */
  private static List<TestRecord> settled(List<TestRecord> tests) {
    return tests.stream()
        .map(
            it ->
                it.verdict() == TestVerdict.FLAKY
                    ? new TestRecord(
                        it.className(), it.name(), TestVerdict.PASSED, Optional.empty())
                    : it)
        .toList();
  }
}
