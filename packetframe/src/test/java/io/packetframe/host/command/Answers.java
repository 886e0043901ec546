package io.packetframe.host.command;

import io.packetframe.host.Fact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs that print what a test has them print; there are no others. */
public final class Answers implements Commands {
  private final Map<String, String> outputs = new HashMap<>();

  /** Has a command print a text. */
  public Answers with(String command, String output) {
    outputs.put(command, output);
    return this;
  }

  @Override
  public Fact<String> output(List<String> command) {
    String line = String.join(" ", command);
    String output = outputs.get(line);
    return output == null ? Fact.unknown(line + " does not run") : Fact.known(output);
  }
}
