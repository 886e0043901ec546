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
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Shows what programs in the kernel measure, until it is told to stop. */
final class MonitorCommand implements Command {
  private static final String SUPPORT = "--support";

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
        OptionSpec.builder(MonitorRequest.INTERFACE)
            .paramLabel("NAME")
            .type(String.class)
            .description(
                "The interface of net. An XDP program that it runs stays: counted in front of it.")
            .build());
    specification.addOption(
        OptionSpec.builder(MonitorRequest.NO_WAITS)
            .description(
                "Have cpu measure busy and idle time alone, at half the price for each switch.")
            .build());
    specification.addOption(
        OptionSpec.builder(MonitorRequest.INTERVAL)
            .paramLabel("TIME")
            .type(String.class)
            .description("Time between two readings, 100ms to 60m; 1s without it.")
            .build());
    specification.addOption(
        OptionSpec.builder(MonitorRequest.COUNT)
            .paramLabel("NUMBER")
            .type(Integer.class)
            .description("End after so many intervals; without it, at a signal.")
            .build());
    specification.addOption(
        OptionSpec.builder(MonitorRequest.JSON)
            .description("Lines of JSON on a terminal too.")
            .build());
    specification.addOption(
        OptionSpec.builder(MonitorRequest.TEXTFILE)
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

  @Override
  public int run(ParseResult arguments, Console console) throws PacketFrameException {
    Syscalls kernel = syscalls.get();
    MonitorRequest request = MonitorRequest.of(arguments, kernel);
    try {
      MonitorPlatform platform =
          MonitorPlatforms.of(OperatingSystem.named(System.getProperty("os.name")), () -> kernel);
      return arguments.hasMatchedOption(SUPPORT)
          ? support(platform, console)
          : watch(platform, request, console);
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

  private static int watch(MonitorPlatform platform, MonitorRequest request, Console console)
      throws PacketFrameException {
    // Before anything is attached: from here on a signal ends nothing half way.
    Signals signals = Signals.takenToStop();
    try (Monitor monitor = start(platform, request)) {
      MonitorLoop loop =
          new MonitorLoop(request.monitor(), monitor, request.json(), request.file());
      return loop.run(request.interval(), request.count(), signals, console);
    }
  }

  private static Monitor start(MonitorPlatform platform, MonitorRequest request)
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
