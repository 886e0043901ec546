package io.packetframe.verifier.run;

import io.packetframe.record.AcceptanceComparison;
import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.CapabilityRecord;
import io.packetframe.record.Difference;
import io.packetframe.record.FeasibilityRecord;
import io.packetframe.record.JsonReader;
import io.packetframe.record.KernelRecord;
import io.packetframe.record.RecordException;
import io.packetframe.record.RunRecord;
import io.packetframe.record.TestRecord;
import io.packetframe.record.TestVerdict;
import io.packetframe.verifier.wire.Message.CommandRan;
import io.packetframe.verifier.wire.Message.Hello;
import io.packetframe.verifier.wire.Message.TestFinished;
import io.packetframe.verifier.wire.TestOutcome.Failed;
import io.packetframe.verifier.wire.TestOutcome.Passed;
import io.packetframe.verifier.wire.TestOutcome.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns what a guest said into a verdict. Looks at nothing else, so it is tested without guests.
 */
final class Judge {
  static final String FEASIBILITY = "feasibility";

  private Judge() {}

  static Verdict judge(
      Transcript transcript,
      KernelRecord kernel,
      RunRecord run,
      KernelLogGate gate,
      Optional<AcceptanceRecord> accepted) {
    Optional<String> unusable = transcript.whyUnusable();
    Optional<Hello> hello = transcript.hello();
    if (unusable.isPresent() || hello.isEmpty()) {
      return new Verdict.Infra(unusable.orElse("the agent said nothing"), transcript.crash());
    }
    if (!hello.get().release().equals(kernel.release())) {
      return new Verdict.Infra(
          "the guest runs " + hello.get().release() + ", not " + kernel.release());
    }
    Optional<String> unreadable =
        transcript.kernelLogs().stream()
            .flatMap(log -> KernelLogGate.whyUnreadable(log).stream())
            .findFirst();
    if (unreadable.isPresent()) {
      return new Verdict.Infra(unreadable.get());
    }
    FeasibilityRecord feasibility;
    try {
      feasibility = feasibility(transcript.command(FEASIBILITY));
    } catch (RecordException e) {
      return new Verdict.Failed(
          List.of("packetframe feasibility: " + e.getMessage() + said(transcript)),
          Optional.empty());
    }
    AcceptanceRecord record =
        new AcceptanceRecord(
            kernel,
            transcript.settings(),
            feasibility.withAssets(List.of()),
            transcript.tests().stream().map(Judge::test).toList(),
            // They come with the answer, and are no part of what is compared.
            run.withGuest(feasibility.assets()));
    List<String> failures = failures(record, hello.get());
    failures.addAll(
        gate.failures(
            kernel.id(), transcript.kernelLogs().stream().flatMap(Optional::stream).toList()));
    if (!failures.isEmpty()) {
      return new Verdict.Failed(failures, Optional.of(record));
    }
    List<Difference> differences =
        accepted.map(it -> AcceptanceComparison.compare(it, record)).orElse(List.of());
    return differences.stream().anyMatch(it -> it.kind().isRegression())
        ? new Verdict.Regressed(record, differences)
        : new Verdict.Passed(record, differences);
  }

  private static FeasibilityRecord feasibility(Optional<CommandRan> ran) throws RecordException {
    return FeasibilityRecord.fromJson(JsonReader.read(ran.map(CommandRan::out).orElse("")));
  }

  private static String said(Transcript transcript) {
    return transcript
        .command(FEASIBILITY)
        .map(it -> " (exit code " + it.status() + ", stderr: " + it.errors().strip() + ")")
        .orElse(" (it was not run)");
  }

  private static List<String> failures(AcceptanceRecord record, Hello hello) {
    List<String> failures = new ArrayList<>();
    if (hello.btf() != record.kernel().btf()) {
      failures.add("the kernel's BTF is not as the catalogue says: " + hello.btf());
    }
    for (CapabilityRecord row : record.feasibility().missing()) {
      failures.add("capability " + row.name() + ": " + row.status().word() + ", " + row.detail());
    }
    for (TestRecord test : record.tests()) {
      if (test.verdict() == TestVerdict.FAILED) {
        failures.add(Verdict.Failed.TEST + test.fullName() + ": " + test.reason().orElse(""));
      }
    }
    if (failures.isEmpty() && !record.passed()) {
      failures.add("no test passed, so nothing was shown");
    }
    return failures;
  }

  private static TestRecord test(TestFinished finished) {
    String type = finished.test().className();
    String name = finished.test().name();
    return switch (finished.outcome()) {
      case Passed _ -> new TestRecord(type, name, TestVerdict.PASSED, Optional.empty());
      case Failed it -> new TestRecord(type, name, TestVerdict.FAILED, Optional.of(it.message()));
      case Skipped it -> new TestRecord(type, name, TestVerdict.SKIPPED, Optional.of(it.reason()));
    };
  }
}
