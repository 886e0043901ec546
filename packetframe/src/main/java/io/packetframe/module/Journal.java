package io.packetframe.module;

import io.packetframe.config.LogLevel;

/** Where a module and the daemon say how it goes; who listens decides what is shown. */
public interface Journal {
  /**
   * Says something.
   *
   * @param text one sentence without a full stop, fit for a terminal
   */
  void say(LogLevel level, String text);

  /** From now on, only what is at least as grave is shown. */
  void listenFrom(LogLevel level);

  /** Says what an operator should look at. */
  default void warn(String text) {
    say(LogLevel.WARN, text);
  }

  /** Says what happened. */
  default void info(String text) {
    say(LogLevel.INFO, text);
  }
}
