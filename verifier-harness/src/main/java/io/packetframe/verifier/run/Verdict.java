package io.packetframe.verifier.run;

import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.Difference;
import io.packetframe.verifier.vm.CrashFingerprint;
import java.util.List;
import java.util.Optional;

/** What a run on one kernel means. */
public sealed interface Verdict {
  /** Returns the process's exit code for it. */
  int exitCode();

  /** Returns the word by which reports call it. */
  String word();

  /** Returns what was shown, where anything was. */
  Optional<AcceptanceRecord> shown();

  /** Returns what is wrong beside failed tests, a line each: nothing in a good run. */
  List<String> complaints();

  /** All is as it should be; other differences than regressions may be told. */
  record Passed(AcceptanceRecord record, List<Difference> differences) implements Verdict {
    public Passed {
      differences = List.copyOf(differences);
    }

    @Override
    public int exitCode() {
      return 0;
    }

    @Override
    public String word() {
      return "pass";
    }

    @Override
    public Optional<AcceptanceRecord> shown() {
      return Optional.of(record);
    }

    @Override
    public List<String> complaints() {
      return List.of();
    }
  }

  /** The product does not do what it promises on this kernel. */
  record Failed(List<String> reasons, Optional<AcceptanceRecord> record) implements Verdict {
    /** Begins the reason that is a failed test. */
    static final String TEST = "test ";

    public Failed {
      reasons = List.copyOf(reasons);
    }

    @Override
    public int exitCode() {
      return 1;
    }

    @Override
    public String word() {
      return "fail";
    }

    @Override
    public Optional<AcceptanceRecord> shown() {
      return record;
    }

    @Override
    public List<String> complaints() {
      return reasons.stream().filter(reason -> !reason.startsWith(TEST)).toList();
    }
  }

  /** It passes, but less than what was accepted. */
  record Regressed(AcceptanceRecord record, List<Difference> differences) implements Verdict {
    public Regressed {
      differences = List.copyOf(differences);
    }

    @Override
    public int exitCode() {
      return 2;
    }

    @Override
    public String word() {
      return "regression";
    }

    @Override
    public Optional<AcceptanceRecord> shown() {
      return Optional.of(record);
    }

    @Override
    public List<String> complaints() {
      return differences.stream()
          .filter(difference -> difference.kind().isRegression())
          .map(Difference::describe)
          .toList();
    }
  }

  /**
   * Two guests of the same run differ.
   *
   * @param reasons both outcomes of what differs, a line each
   * @param record the tests that differ stand in it as flaky
   * @param differences from what was accepted, beside that
   */
  record Flaky(List<String> reasons, AcceptanceRecord record, List<Difference> differences)
      implements Verdict {
    public Flaky {
      reasons = List.copyOf(reasons);
      differences = List.copyOf(differences);
    }

    /** Returns the verdict of somebody who does not mind. */
    public Verdict tolerated() {
      return differences.stream().anyMatch(it -> it.kind().isRegression())
          ? new Regressed(record, differences)
          : new Passed(record, differences);
    }

    @Override
    public int exitCode() {
      return 1;
    }

    @Override
    public String word() {
      return "flaky";
    }

    @Override
    public Optional<AcceptanceRecord> shown() {
      return Optional.of(record);
    }

    @Override
    public List<String> complaints() {
      return reasons.stream().filter(reason -> !reason.startsWith(Failed.TEST)).toList();
    }
  }

  /**
   * The machinery failed; nothing is known of the product.
   *
   * @param reason in a sentence
   * @param crash what the kernel died of, if it did
   */
  record Infra(String reason, Optional<CrashFingerprint> crash) implements Verdict {
    Infra(String reason) {
      this(reason, Optional.empty());
    }

    @Override
    public int exitCode() {
      return 3;
    }

    @Override
    public String word() {
      return "infra";
    }

    @Override
    public Optional<AcceptanceRecord> shown() {
      return Optional.empty();
    }

    @Override
    public List<String> complaints() {
      return List.of("infra: " + reason);
    }
  }
}
