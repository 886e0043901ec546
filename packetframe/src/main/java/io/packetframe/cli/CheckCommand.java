package io.packetframe.cli;

import io.packetframe.sys.linux.Syscalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Lists everything that is wrong with a config. */
final class CheckCommand implements Command {
  private static final String CONFIG = "--config";
  private static final String OFFLINE = "--offline";
  private static final String JSON = "--json";

  private final Supplier<Syscalls> syscalls;

  CheckCommand(Supplier<Syscalls> syscalls) {
    this.syscalls = syscalls;
  }

  @Override
  public String name() {
    return "check";
  }

  @Override
  public void describe(CommandSpec specification) {
    specification
        .usageMessage()
        .description(
            "List everything that is wrong with a config, with line, column and what was expected."
                + " Exits with 0 if it can be used, else with 1.");
    specification.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(Path.class)
            .required(true)
            .description("The config to check.")
            .build());
    specification.addOption(
        OptionSpec.builder(OFFLINE)
            .description(
                "Leave out what depends on this host: whether the interfaces exist, and what of it"
                    + " the fast path would go past.")
            .build());
    specification.addOption(
        OptionSpec.builder(JSON).description("Print the problems as JSON.").build());
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    StringBuilder answer = new StringBuilder();
    try {
      int code =
          CheckConfig.ofThisHost(syscalls)
              .run(
                  arguments.matchedOptionValue(CONFIG, Path.of("")),
                  arguments.hasMatchedOption(OFFLINE),
                  arguments.hasMatchedOption(JSON),
                  answer,
                  console.err());
      console.out().print(answer);
      return code;
    } catch (IOException e) {
      throw new UncheckedIOException("neither a string nor a PrintStream fails", e);
    }
  }
}
