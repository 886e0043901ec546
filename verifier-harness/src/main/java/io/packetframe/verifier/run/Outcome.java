package io.packetframe.verifier.run;

import io.packetframe.record.RunRecord;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.report.EarlierGuest;
import io.packetframe.verifier.report.KernelOutcome;
import io.packetframe.verifier.vm.CrashFingerprint;
import io.packetframe.verifier.wire.Message.TestFinished;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What came of a run on one kernel.
 *
 * @param kernel that ran
 * @param verdict of the run
 * @param run its circumstances
 * @param consoleTail the last lines of the console
 * @param tests as they were told, in their order
 * @param classMillis test class to milliseconds, with its set-up
 * @param earlier the first guest, where the verdict is that on two
 */
public record Outcome(
    Kernel kernel,
    Verdict verdict,
    RunRecord run,
    List<String> consoleTail,
    List<TestFinished> tests,
    SequencedMap<String, Long> classMillis,
    Optional<EarlierGuest> earlier) {
  public Outcome {
    consoleTail = List.copyOf(consoleTail);
    tests = List.copyOf(tests);
    classMillis = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(classMillis));
  }

  /** Returns what it makes of a process's exit code; 0 where it only tells. */
  public int exitCode() {
    return kernel.lane().counts() ? verdict.exitCode() : 0;
  }

  /** Returns the outcome for somebody who does not mind flakiness. */
  public Outcome tolerated() {
    return verdict instanceof Verdict.Flaky it
        ? new Outcome(kernel, it.tolerated(), run, consoleTail, tests, classMillis, earlier)
        : this;
  }

  /** Returns what is wrong beside failed tests: nothing in a good run. */
  public List<String> complaints() {
    return verdict.complaints();
  }

  /** Returns the fingerprint of the crash, if the kernel had one. */
  Optional<String> crash() {
    return verdict instanceof Verdict.Infra it
        ? it.crash().map(CrashFingerprint::text)
        : Optional.empty();
  }

  /** Returns the outcome as it is kept for a report. */
  KernelOutcome forReport() {
    List<String> complaints = new ArrayList<>(complaints());
    kernel.unlocked().ifPresent(why -> complaints.addFirst(KernelOutcome.UNLOCKED + why));
    return new KernelOutcome(
        kernel.id().text(),
        kernel.release(),
        verdict.word(),
        complaints,
        crash(),
        earlier,
        run.accelerator(),
        run.acceleratorReason(),
        run.ledger(),
        classMillis,
        !kernel.lane().counts());
  }

  /** Returns the outcome for people, in lines. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    kernel.unlocked().ifPresent(why -> lines.add(KernelOutcome.UNLOCKED + why));
    long passed =
        tests.stream()
            .filter(it -> it.outcome() instanceof io.packetframe.verifier.wire.TestOutcome.Passed)
            .count();
    lines.add(
        kernel.id()
            + ": "
            + verdict.word()
            + (kernel.lane().counts() ? "" : " (advisory: it does not count)")
            + ", "
            + passed
            + " of "
            + tests.size()
            + " tests passed, "
            + run.accelerator()
            + (run.isPartial() ? ", only " + String.join(", ", run.suites()) : ""));
    switch (verdict) {
      case Verdict.Passed it -> it.differences().forEach(d -> lines.add("  " + d.describe()));
      case Verdict.Failed it -> it.reasons().forEach(reason -> lines.add("  " + reason));
      case Verdict.Flaky it -> {
        it.reasons().forEach(reason -> lines.add("  " + reason));
        it.differences().forEach(d -> lines.add("  " + d.describe()));
      }
      case Verdict.Regressed it -> it.differences().forEach(d -> lines.add("  " + d.describe()));
      case Verdict.Infra it -> {
        lines.add("  " + it.reason());
        crash().ifPresent(text -> lines.add("  crash fingerprint: " + text));
        lines.add("  the console ended with:");
        consoleTail.forEach(line -> lines.add("  | " + line));
      }
    }
    earlier.ifPresent(
        it -> lines.add("  a first guest ended otherwise or no better: " + it.verdict()));
    StringBuilder ledger = new StringBuilder("  since QEMU's start:");
    run.ledger()
        .forEach(
            (name, ms) ->
                ledger.append(String.format(java.util.Locale.ROOT, " %s %.1f s", name, ms / 1e3)));
    lines.add(ledger.toString());
    return List.copyOf(lines);
  }
}
