package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.config.Config;
import io.packetframe.config.ConfigFile;
import io.packetframe.config.ConfigProblem;
import io.packetframe.config.ConfigReadException;
import io.packetframe.config.ParseResult;
import io.packetframe.config.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Loads a config for a command that needs it to be right, on this host. */
final class UsableConfig {
  private UsableConfig() {}

  /**
   * Returns the config, as a reload needs it: an interface that is away for a moment is no reason
   * to keep an old list.
   *
   * @throws PacketFrameException if it cannot be used, with the first of what is wrong
   */
  static Config read(Path file) throws PacketFrameException {
    ParseResult result = ConfigFile.read(file);
    if (result instanceof Config config) {
      return config;
    }
    Findings findings = Findings.of(result);
    for (ConfigProblem problem : findings.problems()) {
      if (problem.severity() == Severity.ERROR) {
        throw new PacketFrameException(
            "line "
                + problem.position().line()
                + ": "
                + problem.message()
                + ", of "
                + findings.count(Severity.ERROR)
                + " errors");
      }
    }
    throw new IllegalStateException("a config that is not valid has an error");
  }

  /** Returns the config; empty after its problems were said on the error stream. */
  static Optional<Config> load(Path file, Console console) {
    try {
      ParseResult result = ConfigFile.read(file);
      Findings findings = CheckConfig.beforeAStart().findings(result, false);
      if (!findings.problems().isEmpty()) {
        new ConfigProblemPrinter(file, findings.source(), console.err()).printAll(findings);
      }
      return result instanceof Config config && findings.valid()
          ? Optional.of(config)
          : Optional.empty();
    } catch (ConfigReadException e) {
      console.fail(e);
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("a PrintStream keeps its failures to itself", e);
    }
  }
}
