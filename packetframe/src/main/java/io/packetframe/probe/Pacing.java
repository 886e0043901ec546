package io.packetframe.probe;

import java.time.Duration;

/**
 * The pause between two attachments. Attaching bounces some links; two ports of one bridge within
 * one spanning-tree window can make a loop.
 */
final class Pacing {
  private final Duration settleTime;
  private boolean attachedBefore;

  Pacing(Duration settleTime) {
    this.settleTime = settleTime;
  }

  /** Waits, unless this is the first attachment. */
  void beforeAttach() {
    if (attachedBefore) {
      try {
        Thread.sleep(settleTime);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    attachedBefore = true;
  }
}
