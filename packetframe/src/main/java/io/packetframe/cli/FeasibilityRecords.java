package io.packetframe.cli;

import io.packetframe.probe.Finding;
import io.packetframe.probe.ObjectProbe;
import io.packetframe.probe.Verdict;
import io.packetframe.record.CapabilityRecord;
import io.packetframe.record.CapabilityStatus;
import io.packetframe.record.FeasibilityRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what the probes found into the record that is printed and archived. */
final class FeasibilityRecords {
  private FeasibilityRecords() {}

  static FeasibilityRecord of(List<Finding> findings, List<ObjectProbe> objects) {
    List<CapabilityRecord> rows = new ArrayList<>();
    for (Finding finding : findings) {
      rows.add(row(finding));
    }
    return new FeasibilityRecord(Version.CURRENT, rows, ShippedObjects.programs(objects));
  }

  private static CapabilityRecord row(Finding finding) {
    Verdict verdict = finding.verdict();
    CapabilityStatus status;
    Optional<String> reason = Optional.empty();
    Optional<String> refusedBy = Optional.empty();
    Optional<String> mend = Optional.empty();
    // Not a pattern switch: the first of a process has the JDK generate code for it, 5 ms.
    if (verdict instanceof Verdict.Supported) {
      status = CapabilityStatus.PASS;
    } else if (verdict instanceof Verdict.Unsupported unsupported) {
      status = CapabilityStatus.FAIL;
      reason = Optional.of(unsupported.reason());
      mend = unsupported.mend();
    } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
      status = CapabilityStatus.UNKNOWN;
      reason = Optional.of(inconclusive.reason());
      refusedBy = inconclusive.refusedBy();
      mend = inconclusive.mend();
    } else {
      status = CapabilityStatus.DEFERRED;
    }
    return new CapabilityRecord(
        finding.name(), status, verdict.detail(), finding.required(), reason, refusedBy, mend);
  }
}
