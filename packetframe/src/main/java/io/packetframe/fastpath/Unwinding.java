package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.module.Journal;
import java.util.ArrayDeque;
import java.util.Deque;

/** How everything that was done is taken back, the last first. */
final class Unwinding {
  /** Takes one thing back. */
  @FunctionalInterface
  interface Step {
    void run() throws PacketFrameException;
  }

  private record Named(String what, Step step) {}

  private final Deque<Named> steps = new ArrayDeque<>();

  /**
   * Remembers how to take back what has just been done.
   *
   * @param what is done when it is taken back, e.g. {@code unpin map CFG}
   */
  void push(String what, Step step) {
    steps.push(new Named(what, step));
  }

  /**
   * Takes everything back. What fails is said, and does not keep the rest from being taken back.
   */
  void run(Journal journal) {
    while (!steps.isEmpty()) {
      Named next = steps.pop();
      try {
        next.step.run();
      } catch (PacketFrameException e) {
        journal.warn("could not " + next.what + ": " + e.getMessage());
      }
    }
  }
}
