package io.packetframe.verifier.guest;

import io.packetframe.verifier.wire.FrameWriter;
import io.packetframe.verifier.wire.Message;
import java.io.IOException;

/** Lets the host tell a long test from a guest that hangs. */
final class Heartbeat implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 2_000;

  private final Thread thread;

  private Heartbeat(Thread thread) {
    this.thread = thread;
  }

  static Heartbeat start(FrameWriter port) {
    return new Heartbeat(Thread.ofPlatform().daemon().name("heartbeat").start(() -> beat(port)));
  }

  private static void beat(FrameWriter port) {
    try {
      while (true) {
        Thread.sleep(INTERVAL_MILLIS);
        port.send(new Message.Alive(Uptime.millis()));
      }
    } catch (InterruptedException | IOException e) {
      // Closed, or the port is gone: either way there is nobody left to tell.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
