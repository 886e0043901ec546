package io.packetframe.module;

import java.time.Duration;

/** Waits between two attachments, and ends early where the process is asked to stop. */
@FunctionalInterface
public interface Pause {
  /** Waits; answers false where the wait was cut short because the process is to stop. */
  boolean sleep(Duration time);

  /** Returns a wait that nothing cuts short but an interrupt. */
  static Pause uninterrupted() {
    return time -> {
      try {
        Thread.sleep(time);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    };
  }
}
