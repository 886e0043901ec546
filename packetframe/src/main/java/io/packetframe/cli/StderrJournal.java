package io.packetframe.cli;

import io.packetframe.config.LogLevel;
import io.packetframe.module.Journal;
import java.io.PrintStream;

/** One line for each event on the error stream, which a service manager adds the time to. */
final class StderrJournal implements Journal {
  private final PrintStream err;
  private LogLevel shown;

  StderrJournal(PrintStream err, LogLevel shown) {
    this.err = err;
    this.shown = shown;
  }

  @Override
  public void listenFrom(LogLevel level) {
    shown = level;
  }

  @Override
  public void say(LogLevel level, String text) {
    if (level.compareTo(shown) >= 0) {
      String mark = level == LogLevel.INFO ? "" : word(level) + ": ";
      err.println("packetframe: " + mark + text);
    }
  }

  private static String word(LogLevel level) {
    return level == LogLevel.WARN ? "warning" : level.text();
  }
}
