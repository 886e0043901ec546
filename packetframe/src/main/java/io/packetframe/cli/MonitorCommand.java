package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.Printable;
import io.packetframe.bpf.BpfException;
import io.packetframe.daemon.Signals;
import io.packetframe.host.OperatingSystem;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.MonitorPlatform;
import io.packetframe.monitor.MonitorPlatforms;
import io.packetframe.monitor.Support;
import io.packetframe.monitor.Waits;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.LiteralException;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.sys.linux.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Shows what programs in the kernel measure, until it is told to stop. */
final class MonitorCommand implements Command {
  private static final String INTERFACE = "--interface";
  private static final String NO_WAITS = "--no-waits";
  private static final String INTERVAL = "--interval";
  private static final String COUNT = "--count";
  private static final String JSON = "--json";
  private static final String TEXTFILE = "--textfile";
  private static final String SUPPORT = "--support";
  private static final int STANDARD_OUTPUT = 1;

  private final Supplier<Syscalls> syscalls;

  MonitorCommand(Supplier<Syscalls> syscalls) {
    this.syscalls = syscalls;
  }

  @Override
  public String name() {
    return "monitor";
  }

  @Override
  public void describe(CommandSpec specification) {
    specification
        .usageMessage()
        .description(
            "Measure with programs in the kernel, and show what each interval brought: busy and"
                + " idle time of each CPU and how long tasks waited for one (cpu), frames, bytes"
                + " and protocols of an interface (net), pages and bytes that are allocated (mem),"
                + " files that are opened (lsm). A live table on a terminal, else one line of JSON"
                + " for each interval. SIGINT and SIGTERM end it; then nothing is left in the"
                + " kernel. What kill -9 leaves, on kernels without TCX a filter that passes every"
                + " frame, the next monitor of that interface removes.");
    specification.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("MONITOR")
            .arity("0..1")
            .type(String.class)
            .description("cpu, net, mem or lsm; cpu without it.")
            .build());
    specification.addOption(
        OptionSpec.builder(INTERFACE)
            .paramLabel("NAME")
            .type(String.class)
            .description("The interface of net. One that runs an XDP program already is refused.")
            .build());
    specification.addOption(
        OptionSpec.builder(NO_WAITS)
            .description(
                "Have cpu measure busy and idle time alone, at half the price for each switch.")
            .build());
    specification.addOption(
        OptionSpec.builder(INTERVAL)
            .paramLabel("TIME")
            .type(String.class)
            .description("Time between two readings, 100ms to 60m; 1s without it.")
            .build());
    specification.addOption(
        OptionSpec.builder(COUNT)
            .paramLabel("NUMBER")
            .type(Integer.class)
            .description("End after so many intervals; without it, at a signal.")
            .build());
    specification.addOption(
        OptionSpec.builder(JSON).description("Lines of JSON on a terminal too.").build());
    specification.addOption(
        OptionSpec.builder(TEXTFILE)
            .paramLabel("FILE")
            .type(Path.class)
            .description(
                "Also write what was counted since the start to this file at each interval, for"
                    + " the textfile collector of node_exporter.")
            .build());
    specification.addOption(
        OptionSpec.builder(SUPPORT)
            .description("Only say what works on this host and why not, found by trying.")
            .build());
  }

  /** What the arguments ask for. */
  private record Request(
      String monitor,
      @Nullable InterfaceName interfaceName,
      Waits waits,
      Duration interval,
      int count,
      boolean json,
      Optional<MonitorFile> file) {}

  /** An argument that makes no sense. */
  private static final class Wrong extends PacketFrameException {
    private static final long serialVersionUID = 1L;

    Wrong(String message) {
      super(message);
    }
  }

  @Override
  public int run(ParseResult arguments, Console console) throws PacketFrameException {
    Syscalls kernel = syscalls.get();
    try {
      Request request = request(arguments, kernel);
      MonitorPlatform platform =
          MonitorPlatforms.of(OperatingSystem.named(System.getProperty("os.name")), () -> kernel);
      return arguments.hasMatchedOption(SUPPORT)
          ? support(platform, console)
          : watch(platform, request, console);
    } catch (Wrong e) {
      console.fail(e);
      return ExitCode.USAGE;
    } catch (BpfException e) {
      console.fail(e);
      if (e.errno().equals(Errno.EPERM)) {
        // Who refused, and how that is mended, is what feasibility finds out.
        console.err().println("  see: packetframe feasibility --human");
      }
      return ExitCode.STARTUP;
    } catch (PacketFrameException e) {
      console.fail(e);
      return ExitCode.STARTUP;
    }
  }

  private static Request request(ParseResult arguments, Syscalls kernel) throws Wrong {
    String monitor =
        arguments.hasMatchedPositional(0) ? arguments.matchedPositionalValue(0, "") : "cpu";
    String interval = arguments.matchedOptionValue(INTERVAL, "1s");
    int count = arguments.matchedOptionValue(COUNT, 0);
    if (arguments.hasMatchedOption(COUNT) && count < 1) {
      throw new Wrong("--count " + count + " is not at least 1");
    }
    Path file = arguments.matchedOptionValue(TEXTFILE, (Path) null);
    Optional<MonitorFile> textfile = Optional.ofNullable(file).flatMap(MonitorFile::at);
    if (file != null && textfile.isEmpty()) {
      throw new Wrong(MonitorFile.missing(file));
    }
    return new Request(
        monitor,
        interfaceName(monitor, arguments.matchedOptionValue(INTERFACE, (String) null)),
        arguments.hasMatchedOption(NO_WAITS) ? Waits.LEFT_OUT : Waits.MEASURED,
        Interval.parse(interval)
            .orElseThrow(() -> new Wrong(INTERVAL + " " + Interval.refusal(interval))),
        count,
        arguments.hasMatchedOption(JSON) || !Terminal.isTerminal(kernel, STANDARD_OUTPUT),
        textfile);
  }

  private static @Nullable InterfaceName interfaceName(String monitor, @Nullable String name)
      throws Wrong {
    switch (monitor) {
      case "net" -> {
        if (name == null) {
          throw new Wrong("monitor net needs --interface NAME");
        }
        try {
          return InterfaceName.parse(name);
        } catch (LiteralException e) {
          throw new Wrong("--interface " + Printable.escaped(name) + ": " + e.getMessage());
        }
      }
      case "cpu", "mem", "lsm" -> {
        if (name != null) {
          throw new Wrong("--interface is for monitor net");
        }
        return null;
      }
      default ->
          throw new Wrong(
              "no monitor is named " + Printable.escaped(monitor) + ": cpu, net, mem or lsm");
    }
  }

  private static int support(MonitorPlatform platform, Console console) {
    for (Support each : platform.support()) {
      console
          .out()
          .println(
              (each.works() ? "yes  " : "no   ")
                  + each.what()
                  + ": "
                  + Printable.escaped(each.why()));
    }
    return ExitCode.OK;
  }

  private static int watch(MonitorPlatform platform, Request request, Console console)
      throws PacketFrameException {
    // Before anything is attached: from here on a signal ends nothing half way.
    Signals signals = Signals.takenToStop();
    try (Monitor monitor = start(platform, request)) {
      MonitorLoop loop =
          new MonitorLoop(request.monitor(), monitor, request.json(), request.file());
      return loop.run(request.interval(), request.count(), signals, console);
    }
  }

  private static Monitor start(MonitorPlatform platform, Request request)
      throws PacketFrameException {
    InterfaceName name = request.interfaceName();
    if (name != null) {
      return platform.network(name);
    }
    return switch (request.monitor()) {
      case "mem" -> platform.memory();
      case "lsm" -> platform.security();
      default -> platform.cpu(request.waits());
    };
  }
}
