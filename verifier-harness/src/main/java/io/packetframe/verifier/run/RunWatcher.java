package io.packetframe.verifier.run;

import io.packetframe.verifier.kernel.StoreProgress;

/** Hears how a run goes on, from any thread and often: it must be quick. */
@FunctionalInterface
public interface RunWatcher extends StoreProgress {
  /** A guest has given a sign of life. */
  default void moved(GuestProgress guest) {}

  /** A guest is gone. */
  default void ended(GuestProgress guest) {}
}
