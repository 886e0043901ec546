package io.packetframe.host.command;

import io.packetframe.host.Fact;
import java.util.List;

/** Asks programs of the system. */
public interface Commands {

  /**
   * Runs a program and returns what it prints.
   *
   * @param command the program's absolute path, and its arguments
   * @return the text; unknown where there is no such program, it fails, or takes too long
   */
  Fact<String> output(List<String> command);
}
