package io.packetframe.verifier.report;

import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.TestRecord;
import io.packetframe.record.TestVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A kernel in a report of several.
 *
 * @param outcome of its run
 * @param record what it showed; none where the machinery failed
 * @param console its last lines
 */
public record Column(
    KernelOutcome outcome, Optional<AcceptanceRecord> record, List<String> console) {
  /** Copies the lines. */
  public Column {
    console = List.copyOf(console);
  }

  long tests() {
    return record.map(it -> it.tests().size()).orElse(0);
  }

  long passed() {
    return record
        .map(it -> it.tests().stream().filter(test -> test.verdict() == TestVerdict.PASSED).count())
        .orElse(0L);
  }

  /** Returns failed and flaky tests with the reason, one line each. */
  List<String> failed() {
    List<String> failed = new ArrayList<>();
    for (TestRecord test : record.map(AcceptanceRecord::tests).orElse(List.of())) {
      if (test.verdict() == TestVerdict.FAILED || test.verdict() == TestVerdict.FLAKY) {
        failed.add(test.fullName() + ": " + test.reason().orElse(""));
      }
    }
    return failed;
  }
}
