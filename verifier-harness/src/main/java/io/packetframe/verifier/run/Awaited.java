package io.packetframe.verifier.run;

import io.packetframe.PacketFrameException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What another thread found out, as if this one had done it. */
final class Awaited {
  private Awaited() {}

  /**
   * Waits for a result.
   *
   * @throws IOException if the other thread failed so
   * @throws PacketFrameException if the other thread failed so, or this one was interrupted
   */
  static <T> T result(Future<T> begun) throws IOException, PacketFrameException {
    try {
      return begun.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case PacketFrameException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case null, default -> throw new IllegalStateException("a guest broke", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HarnessException("interrupted while guests ran", null);
    }
  }
}
