package io.packetframe.host;

import java.time.Duration;

/** Tells that something about the machine may have changed, not what. */
public interface Notices extends AutoCloseable {

  /** Waits for a notice; false where there was none until the time was over. */
  boolean await(Duration longest);

  /** Ends the notices. */
  @Override
  void close();
}
