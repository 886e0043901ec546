package io.packetframe.cli;

import io.packetframe.config.Config;
import io.packetframe.config.ConfigFile;
import io.packetframe.config.ConfigProblem;
import io.packetframe.config.ConfigReadException;
import io.packetframe.config.ParseResult;
import io.packetframe.fastpath.Prospect;
import io.packetframe.host.linux.Reading;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What {@code packetframe check} does: lists everything that is wrong with a config. */
final class CheckConfig {
  private static final Path CLASS_NET = Path.of("/sys/class/net");
  private static final MissingInterfaces MISSING_INTERFACES =
      new MissingInterfaces(CLASS_NET, Path.of("/run/udev/data"));
  private static final HostWarnings HOST_WARNINGS =
      new HostWarnings(CLASS_NET, Path.of("/proc/sys/net"));

  private final MissingInterfaces missingInterfaces;
  private final List<Function<Config, List<ConfigProblem>>> onThisHost;

  /**
   * Makes a check.
   *
   * @param onThisHost what is asked about a config that is valid by itself
   */
  CheckConfig(
      MissingInterfaces missingInterfaces, List<Function<Config, List<ConfigProblem>>> onThisHost) {
    this.missingInterfaces = missingInterfaces;
    this.onThisHost = List.copyOf(onThisHost);
  }

  /** Returns a check against this host and its kernel. */
  static CheckConfig ofThisHost(Supplier<Syscalls> syscalls) {
    ProspectProblems prospect =
        new ProspectProblems(
            section ->
                LinuxSystem.isLinux()
                    ? Prospect.of(syscalls.get(), section)
                    : new Reading.Absent<>("a Linux kernel"));
    return new CheckConfig(MISSING_INTERFACES, List.of(HOST_WARNINGS::about, prospect::in));
  }

  /** Returns the part of it that a start does not say by itself. */
  static CheckConfig beforeAStart() {
    return new CheckConfig(MISSING_INTERFACES, List.of(HOST_WARNINGS::about));
  }

  /**
   * Checks a file and prints what there is to say.
   *
   * @param offline whether to leave out what depends on this host
   * @param json whether {@code out} gets JSON, as {@code check-1.schema.json} describes it
   * @param out gets the answer: the problems, or that there are none
   * @param err gets one sentence if the file cannot be read, unless {@code json} says it
   * @return the exit code: 0 for a config that can be used, warnings or not; else 1
   * @throws IOException if printing fails
   */
  int run(Path file, boolean offline, boolean json, Appendable out, Appendable err)
      throws IOException {
    Findings findings;
    try {
      findings = findings(ConfigFile.read(file), offline);
    } catch (ConfigReadException e) {
      if (json) {
        CheckJson.write(file, Findings.unreadable(e), out);
      } else {
        err.append(e.getMessage()).append('\n');
      }
      return ExitCode.STARTUP;
    }
    if (json) {
      CheckJson.write(file, findings, out);
    } else {
      new ConfigProblemPrinter(file, findings.source(), out).printAll(findings);
    }
    return findings.valid() ? ExitCode.OK : ExitCode.STARTUP;
  }

  /** Returns all that is wrong with a parsed config, on this host unless {@code offline}. */
  Findings findings(ParseResult result, boolean offline) {
    Findings parsed = Findings.of(result);
    if (offline) {
      return parsed;
    }
    Findings checked = parsed.and(missingInterfaces.among(result.interfaces()));
    if (result instanceof Config config) {
      for (Function<Config, List<ConfigProblem>> question : onThisHost) {
        checked = checked.and(question.apply(config));
      }
    }
    return checked;
  }
}
