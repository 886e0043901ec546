package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.Printable;
import io.packetframe.config.Config;
import io.packetframe.daemon.ConfigSource;
import io.packetframe.daemon.Daemon;
import io.packetframe.daemon.Signals;
import io.packetframe.fastpath.FastPath;
import io.packetframe.fastpath.FastPathException;
import io.packetframe.fastpath.FastPathForm;
import io.packetframe.fastpath.NotBuilt;
import io.packetframe.fastpath.Stages;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.NetworkWatch;
import io.packetframe.host.linux.Reading;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Runs the fast path, in the foreground. */
final class RunCommand implements Command {
  private static final String CONFIG = "--config";
  private static final String DETACH = "--detach-on-exit";
  private static final String FORM = "--form";

  private final Supplier<Syscalls> syscalls;

  RunCommand(Supplier<Syscalls> syscalls) {
    this.syscalls = syscalls;
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public void describe(CommandSpec specification) {
    specification
        .usageMessage()
        .description(
            "Check a config, load the fast path, attach it, and stay in the foreground. SIGHUP"
                + " reads the config again: prefixes, MSS clamps, dry-run and VLANs change without"
                + " detaching, anything else is refused by name. SIGTERM and SIGINT end it and"
                + " leave the fast path attached: status and detach work without it.");
    specification.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(Path.class)
            .required(true)
            .description("The config to run.")
            .build());
    specification.addOption(
        OptionSpec.builder(DETACH).description("Detach and unpin everything at the end.").build());
    specification.addOption(
        OptionSpec.builder(FORM)
            .paramLabel("NAME")
            .type(String.class)
            .description(
                "Load only this form of the data path: fast_path or fast_path_two_stage. Without"
                    + " it, the second where the kernel's verifier refuses the first.")
            .build());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws PacketFrameException {
    Path file = arguments.matchedOptionValue(CONFIG, Path.of(""));
    Optional<Stages> form = FormOption.of(arguments, FORM);
    Optional<Config> usable = UsableConfig.load(file, console);
    if (usable.isEmpty()) {
      return ExitCode.STARTUP;
    }
    Config config = usable.get();
    List<String> notBuilt = config.fastPath().map(NotBuilt::in).orElse(List.of());
    if (!notBuilt.isEmpty()) {
      console
          .err()
          .println(
              "packetframe: not built in version "
                  + Version.CURRENT
                  + ": "
                  + Printable.escaped(String.join(", ", notBuilt)));
      return ExitCode.RUNTIME;
    }
    StderrJournal journal = new StderrJournal(console.err(), config.settings().logLevel());
    Syscalls kernel = syscalls.get();
    HostFiles files = HostFiles.ofThisHost();
    FastPath fastPath;
    try {
      fastPath = new FastPath(kernel, files, config, FastPathForm.of(form), journal);
    } catch (FastPathException e) {
      console.fail(e);
      return ExitCode.STARTUP;
    }
    List<String> missing = RequiredCapabilities.missing(kernel, config.settings());
    if (!missing.isEmpty()) {
      console
          .err()
          .println("packetframe: this host lacks " + Printable.escaped(String.join(", ", missing)));
      console.err().println("  see: packetframe feasibility --human");
      return ExitCode.STARTUP;
    }
    // Before anything is touched: from here on a signal ends nothing half way.
    Signals signals = Signals.taken();
    ConfigSource source = () -> UsableConfig.read(file);
    try (NetworkWatch network = watch(kernel);
        FastPath _ = fastPath;
        Daemon daemon = new Daemon(fastPath, config, source, files, signals, network, journal)) {
      try {
        daemon.load();
      } catch (PacketFrameException e) {
        console.fail(e);
        return ExitCode.STARTUP;
      }
      daemon.serve(arguments.hasMatchedOption(DETACH));
      return ExitCode.OK;
    }
  }

  private static NetworkWatch watch(Syscalls kernel) throws PacketFrameException {
    Reading<NetworkWatch> reading = NetworkWatch.open(kernel);
    return reading
        .optional()
        .orElseThrow(() -> new PacketFrameException(reading.problem().orElse("rtnetlink")));
  }
}
