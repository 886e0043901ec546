package io.packetframe.host;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The changes of a machine's parts as they happen: looks again when the system gives notice, and
 * now and then all the same, because not every change has one (a file system fills, an error is
 * corrected). Of one thread.
 */
public final class AssetWatch {
  private final Supplier<List<Asset>> look;
  private final Notices notices;
  private List<Asset> last;

  /** Looks for the first time. */
  public AssetWatch(Supplier<List<Asset>> look, Notices notices) {
    this.look = look;
    this.notices = notices;
    this.last = List.copyOf(look.get());
  }

  /** Waits for a notice, or as long as that, and returns what has changed since the last time. */
  public List<AssetChange> await(Duration longest) {
    // Whether there was one does not matter: both lead to a look.
    boolean _ = notices.await(longest);
    List<Asset> now = List.copyOf(look.get());
    List<AssetChange> changes = AssetChange.between(last, now);
    last = now;
    return changes;
  }
}
