package io.packetframe.verifier.run;

import io.packetframe.record.RunRecord;
import io.packetframe.verifier.report.EarlierGuest;
import io.packetframe.verifier.vm.ConsoleLog;
import io.packetframe.verifier.vm.CrashFingerprint;
import java.util.ArrayList;
import java.util.List;

/**
 * One guest of a run.
 *
 * @param transcript what it said
 * @param console what stood on its console
 * @param circumstances under which it ran
 * @param verdict on it alone
 */
record Attempt(
    Transcript transcript, ConsoleLog console, RunRecord circumstances, Verdict verdict) {
  /** Returns it as a report tells of it beside a later one. */
  EarlierGuest asEarlier() {
    List<String> complaints = new ArrayList<>(verdict.complaints());
    if (verdict instanceof Verdict.Failed it) {
      complaints.clear();
      complaints.addAll(it.reasons());
    }
    return new EarlierGuest(
        verdict.word(), complaints, transcript.crash().map(CrashFingerprint::text));
  }
}
