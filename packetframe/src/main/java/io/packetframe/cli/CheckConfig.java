package io.packetframe.cli;

import io.packetframe.config.Config;
import io.packetframe.config.ConfigFile;
import io.packetframe.config.ConfigReadException;
import io.packetframe.config.ParseResult;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code packetframe check} does: lists everything that is wrong with a config. */
final class CheckConfig {
  private final MissingInterfaces missingInterfaces;
  private final HostWarnings hostWarnings;

  CheckConfig(MissingInterfaces missingInterfaces, HostWarnings hostWarnings) {
    this.missingInterfaces = missingInterfaces;
    this.hostWarnings = hostWarnings;
  }

  /** Returns a check against this host. */
  static CheckConfig ofThisHost() {
    Path classNet = Path.of("/sys/class/net");
    return new CheckConfig(
        new MissingInterfaces(classNet, Path.of("/run/udev/data")),
        new HostWarnings(classNet, Path.of("/proc/sys/net")));
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
    return result instanceof Config config ? checked.and(hostWarnings.about(config)) : checked;
  }
}
