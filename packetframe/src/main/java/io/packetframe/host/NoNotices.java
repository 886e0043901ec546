package io.packetframe.host;

import java.time.Duration;

/** A system that gives no notice: only time passes. */
final class NoNotices implements Notices {
  @Override
  public boolean await(Duration longest) {
    try {
      Thread.sleep(longest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public void close() {}
}
