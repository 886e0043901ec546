package io.packetframe.lint;

import java.util.List;
import java.util.Optional;

/**
 * What was found in a program.
 *
 * @param instructions 8 bytes each
 * @param reachable those of them that can run, as far as constants tell
 * @param stackBytes of the deepest chain of calls, each frame rounded up to 32 bytes
 * @param findings by instruction; of the same thing only the first place
 */
public record ProgramReport(
    String program, int instructions, int reachable, int stackBytes, List<Finding> findings) {
  public ProgramReport {
    findings = List.copyOf(findings);
  }

  /** Returns the first kernel that none of the findings is against; empty if there is none. */
  public Optional<KernelLine> since() {
    KernelLine since = KernelLine.OLDEST;
    for (Finding finding : findings) {
      if (finding.since().isEmpty()) {
        return Optional.empty();
      }
      KernelLine line = finding.since().orElseThrow();
      since = line.compareTo(since) > 0 ? line : since;
    }
    return Optional.of(since);
  }
}
