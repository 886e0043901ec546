package io.packetframe.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A command that scripts may know already and that this version cannot do: it says so. */
final class NotBuiltCommand implements Command {
  private final String name;
  private final String purpose;

  NotBuiltCommand(String name, String purpose) {
    this.name = name;
    this.purpose = purpose;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void describe(CommandSpec specification) {
    specification.usageMessage().description(purpose, "Not built in this version: exits with 2.");
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    console.err().println("packetframe: " + name + " is not built in version " + Version.CURRENT);
    return ExitCode.RUNTIME;
  }
}
