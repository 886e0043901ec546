package io.packetframe.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;

/** The names of the files in {@code state-dir}; people and scripts know them. */
public final class StateFiles {
  /** Which process the daemon is: {@code PID}, for systemd. */
  public static final String PID = "packetframe.pid";

  /** Which process the daemon is, beyond doubt: {@code PID TICKS BOOT_ID}. */
  public static final String IDENTITY = "packetframe.identity";

  /** What is attached, or was going to be. */
  public static final String ATTACHMENTS = "attachments.json";

  /** How the last SIGHUP ended. */
  public static final String RELOAD_MARKER = "last-reconfigure.timestamp";

  /** Held by whoever changes what is attached. */
  public static final String LOCK = "packetframe.lock";

  /** The circuit breaker has tripped: a person has to look and to remove the file. */
  static final String TRIPPED = "breaker-tripped-fast-path.flag";

  /** Enough for whoever only looks at the lock to let go of it. */
  public static final Duration LOCK_PATIENCE = Duration.ofSeconds(1);

  private StateFiles() {}

  /** Gives a lock back. */
  public static void release(Optional<FileChannel> lock) {
    if (lock.isPresent()) {
      try {
        lock.get().close();
      } catch (IOException e) {
        throw new UncheckedIOException("closing a file that was never written", e);
      }
    }
  }
}
