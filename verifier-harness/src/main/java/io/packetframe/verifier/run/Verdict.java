package io.packetframe.verifier.run;

import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.Difference;
import java.util.List;
import java.util.Optional;

/** What a run on one kernel means. */
public sealed interface Verdict {
  /** Returns the process's exit code for it. */
  int exitCode();

  /** All is as it should be; other differences than regressions may be told. */
  record Passed(AcceptanceRecord record, List<Difference> differences) implements Verdict {
    public Passed {
      differences = List.copyOf(differences);
    }

    @Override
    public int exitCode() {
      return 0;
    }
  }

  /** The product does not do what it promises on this kernel. */
  record Failed(List<String> reasons, Optional<AcceptanceRecord> record) implements Verdict {
    public Failed {
      reasons = List.copyOf(reasons);
    }

    @Override
    public int exitCode() {
      return 1;
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
  }

  /** The machinery failed; nothing is known of the product. */
  record Infra(String reason) implements Verdict {
    @Override
    public int exitCode() {
      return 3;
    }
  }
}
