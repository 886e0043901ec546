package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Held by whoever changes the cache; closing the file lets it go, as does our death. */
final class CacheLock implements AutoCloseable {
  private final FileChannel channel;

  private CacheLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for it, and says so. */
  static CacheLock hold(Path cache, StoreProgress progress) throws IOException {
    Files.createDirectories(cache);
    FileChannel channel =
        FileChannel.open(
            cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      progress.begins("waiting for another run that uses " + cache);
      var _ = channel.lock();
    }
    return new CacheLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
