package io.packetframe.cli;

import io.packetframe.config.Config;
import io.packetframe.config.Directive;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Runs the fast path. In this version it checks the config and refuses what is not built, by name.
 */
final class RunCommand implements Command {
  private static final String CONFIG = "--config";

  @Override
  public String name() {
    return "run";
  }

  @Override
  public void describe(CommandSpec specification) {
    specification
        .usageMessage()
        .description(
            "Check a config and run the fast path. Not built in this version: after the check it"
                + " names the directives that it cannot honour and exits with 2.");
    specification.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(Path.class)
            .required(true)
            .description("The config to run.")
            .build());
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    Path file = arguments.matchedOptionValue(CONFIG, Path.of(""));
    Optional<Config> config = UsableConfig.load(file, console);
    if (config.isEmpty()) {
      return ExitCode.STARTUP;
    }
    Set<String> directives = new LinkedHashSet<>();
    for (Directive directive : config.get().directives()) {
      directives.add(directive.keyword().text());
    }
    console
        .err()
        .println(
            "packetframe: the fast path is not built in version "
                + Version.CURRENT
                + ": refused "
                + (directives.isEmpty() ? "an empty config" : String.join(", ", directives)));
    return ExitCode.RUNTIME;
  }
}
