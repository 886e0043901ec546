package io.packetframe.verifier.run;

import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.vm.VmEvent;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells of the guests of one kernel as of one: the furthest that any of them came, the tests of all
 * together, and the end when the last of them is gone.
 */
final class GroupProgress {
  private final KernelId kernel;
  private final int expectedTests;
  private final RunWatcher watcher;
  private final int[] tests;
  private @Nullable Milestone furthest;
  private int running;

  GroupProgress(KernelId kernel, int guests, int expectedTests, RunWatcher watcher) {
    this.kernel = kernel;
    this.expectedTests = expectedTests;
    this.watcher = watcher;
    this.tests = new int[guests];
    this.running = guests;
  }

  /** Something happened to one of them, and its transcript has it already. */
  synchronized void moved(int guest, Transcript transcript, VmEvent event) {
    tests[guest] = transcript.endedTests();
    if (event instanceof VmEvent.Ended && --running == 0) {
      furthest = Milestone.POWER_OFF;
      watcher.ended(now(event));
      return;
    }
    transcript
        .ledger()
        .latest()
        .filter(it -> it != Milestone.POWER_OFF)
        .filter(it -> furthest == null || it.compareTo(furthest) > 0)
        .ifPresent(it -> furthest = it);
    watcher.moved(now(event));
  }

  private GuestProgress now(VmEvent event) {
    return new GuestProgress(
        kernel,
        Optional.ofNullable(furthest),
        Arrays.stream(tests).sum(),
        expectedTests,
        event.at());
  }
}
