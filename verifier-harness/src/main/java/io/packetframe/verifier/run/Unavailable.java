package io.packetframe.verifier.run;

import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.report.KernelOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A line of kernels that cannot be had today and does not have to be.
 *
 * @param entry in the catalogue
 * @param reason what is missing
 */
public record Unavailable(KernelEntry entry, String reason) {
  /** Returns it for people, in lines. */
  public List<String> describe() {
    return List.of(
        entry.id() + ": infra(unavailable) (advisory: it does not count)", "  " + reason);
  }

  /** Returns it as it is kept for a report. */
  KernelOutcome forReport() {
    return new KernelOutcome(
        entry.id().text(),
        "",
        "infra",
        List.of("infra(unavailable): " + reason),
        Optional.empty(),
        Optional.empty(),
        "none",
        "nothing was run",
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        true);
  }
}
