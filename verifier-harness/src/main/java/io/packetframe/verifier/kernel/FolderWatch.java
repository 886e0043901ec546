package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Tells several times a second how many bytes a folder holds, while somebody fills it. */
final class FolderWatch implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final Thread thread;

  private FolderWatch(Thread thread) {
    this.thread = thread;
  }

  static FolderWatch start(Path folder, LongConsumer bytes) {
    return new FolderWatch(Thread.ofVirtual().start(() -> watch(folder, bytes)));
  }

  private static void watch(Path folder, LongConsumer bytes) {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        bytes.accept(sizeOf(folder));
      }
    } catch (InterruptedException _) {
      // The end of watching.
    }
  }

  /** A file may go while it is looked at; then it counts as nothing. */
  private static long sizeOf(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      long size = 0;
      for (Path file : found.toList()) {
        size += file.toFile().length();
      }
      return size;
    } catch (IOException _) {
      return 0;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
