package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.monitor.Waits;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.LiteralException;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.sys.linux.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What the arguments of {@code monitor} ask for.
 *
 * @param monitor its word
 * @param interfaceName that of net alone
 * @param waits whether those for a CPU are measured
 * @param interval between two readings
 * @param count of intervals; 0 for all there are
 * @param json whether lines of it are printed instead of a table
 * @param file that is also written
 */
record MonitorRequest(
    String monitor,
    @Nullable InterfaceName interfaceName,
    Waits waits,
    Duration interval,
    int count,
    boolean json,
    Optional<MonitorFile> file) {
  static final String INTERFACE = "--interface";
  static final String NO_WAITS = "--no-waits";
  static final String INTERVAL = "--interval";
  static final String COUNT = "--count";
  static final String JSON = "--json";
  static final String TEXTFILE = "--textfile";
  private static final int STANDARD_OUTPUT = 1;

  /**
   * Reads them.
   *
   * @throws ParameterException for arguments that make no sense
   */
  static MonitorRequest of(ParseResult arguments, Syscalls kernel) {
    String monitor =
        arguments.hasMatchedPositional(0) ? arguments.matchedPositionalValue(0, "") : "cpu";
    String interval = arguments.matchedOptionValue(INTERVAL, "1s");
    int count = arguments.matchedOptionValue(COUNT, 0);
    if (arguments.hasMatchedOption(COUNT) && count < 1) {
      throw wrong(arguments, COUNT + " " + count + " is not at least 1");
    }
    Path file = arguments.matchedOptionValue(TEXTFILE, (Path) null);
    Optional<MonitorFile> textfile = Optional.ofNullable(file).flatMap(MonitorFile::at);
    if (file != null && textfile.isEmpty()) {
      throw wrong(arguments, MonitorFile.missing(file));
    }
    return new MonitorRequest(
        monitor,
        interfaceName(arguments, monitor),
        arguments.hasMatchedOption(NO_WAITS) ? Waits.LEFT_OUT : Waits.MEASURED,
        Interval.parse(interval)
            .orElseThrow(() -> wrong(arguments, INTERVAL + " " + Interval.refusal(interval))),
        count,
        arguments.hasMatchedOption(JSON) || !Terminal.isTerminal(kernel, STANDARD_OUTPUT),
        textfile);
  }

  private static @Nullable InterfaceName interfaceName(ParseResult arguments, String monitor) {
    String name = arguments.matchedOptionValue(INTERFACE, (String) null);
    switch (monitor) {
      case "net" -> {
        if (name == null) {
          throw wrong(arguments, "monitor net needs " + INTERFACE + " NAME");
        }
        try {
          return InterfaceName.parse(name);
        } catch (LiteralException e) {
          throw wrong(arguments, INTERFACE + " " + Printable.escaped(name) + ": " + e.getMessage());
        }
      }
      case "cpu", "mem", "lsm" -> {
        if (name != null) {
          throw wrong(arguments, INTERFACE + " is for monitor net");
        }
        return null;
      }
      default ->
          throw wrong(
              arguments,
              "no monitor is named " + Printable.escaped(monitor) + ": cpu, net, mem or lsm");
    }
  }

  private static ParameterException wrong(ParseResult arguments, String message) {
    return new ParameterException(arguments.commandSpec().commandLine(), message);
  }
}
