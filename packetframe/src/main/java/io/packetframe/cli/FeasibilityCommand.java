package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.config.Config;
import io.packetframe.config.FastPathDirective;
import io.packetframe.config.GlobalSettings;
import io.packetframe.host.Assets;
import io.packetframe.host.HostPlatform;
import io.packetframe.host.HostPlatforms;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.net.InterfaceName;
import io.packetframe.probe.BypassProbe;
import io.packetframe.probe.ConfigQuestions;
import io.packetframe.probe.Feasibility;
import io.packetframe.probe.Finding;
import io.packetframe.probe.ObjectProbe;
import io.packetframe.probe.ProbedHost;
import io.packetframe.record.FeasibilityRecord;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.NearestKernel;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells whether this host can run PacketFrame. */
final class FeasibilityCommand implements Command {
  private static final String CONFIG = "--config";
  private static final String AGAINST = "--against";
  private static final String FULL = "--full";
  private static final String HUMAN = "--human";
  private static final String JSON = "--json";

  private final Supplier<Syscalls> syscalls;

  FeasibilityCommand(Supplier<Syscalls> syscalls) {
    this.syscalls = syscalls;
  }

  @Override
  public String name() {
    return "feasibility";
  }

  @Override
  public void describe(CommandSpec specification) {
    specification
        .usageMessage()
        .description(
            "Tell whether this host can run PacketFrame, what is missing and how to mend it. Exits"
                + " with 0 if every required capability is there, else with 1.");
    specification.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(Path.class)
            .description(
                "Also ask about the interfaces that this config attaches to, by a trial attachment"
                    + " to each, and what the fast path would go past on this host.")
            .build());
    specification.addOption(
        OptionSpec.builder(AGAINST)
            .paramLabel("FOLDER")
            .type(Path.class)
            .description(
                "Also name the nearest kernel of these acceptance records, and what this host"
                    + " answers otherwise.")
            .build());
    specification.addOption(
        OptionSpec.builder(FULL)
            .description(
                "Also ask for what tells kernels apart that all can run PacketFrame; `packetframe"
                    + " explain ROW` says what it does with each, and without. And list the"
                    + " machine's processors, memory, graphics devices and disks.")
            .build());
    specification.addOption(
        OptionSpec.builder(HUMAN).description("Print a table instead of JSON.").build());
    specification.addOption(
        OptionSpec.builder(JSON).description("Print JSON, which is the default.").build());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws PacketFrameException {
    boolean human = arguments.hasMatchedOption(HUMAN);
    if (human && arguments.hasMatchedOption(JSON)) {
      throw new ParameterException(
          arguments.commandSpec().commandLine(), HUMAN + " and " + JSON + " exclude each other");
    }
    Optional<TestedKernels> tested =
        arguments.hasMatchedOption(AGAINST)
            ? Optional.of(TestedKernels.in(arguments.matchedOptionValue(AGAINST, Path.of(""))))
            : Optional.empty();
    GlobalSettings settings = GlobalSettings.DEFAULTS;
    ConfigQuestions questions = ConfigQuestions.NONE;
    if (arguments.hasMatchedOption(CONFIG)) {
      Path file = arguments.matchedOptionValue(CONFIG, Path.of(""));
      Optional<Config> config = UsableConfig.load(file, console);
      if (config.isEmpty()) {
        return ExitCode.STARTUP;
      }
      settings = config.get().settings();
      questions = questions(config.get());
    }
    List<ObjectProbe> objects = ShippedObjects.probes();
    FeasibilityRecord report =
        FeasibilityRecords.of(
            findings(settings, objects, questions, arguments.hasMatchedOption(FULL)), objects);
    if (arguments.hasMatchedOption(FULL)) {
      report = report.withAssets(AssetRecords.of(Assets.of(machine())));
    }
    Optional<NearestKernel> nearest = Optional.empty();
    if (tested.isPresent()) {
      nearest = Optional.of(AgainstTested.compare(tested.get(), report, HostFiles.ofThisHost()));
    }
    if (human) {
      console.out().print(FeasibilityTable.of(report, console.colour().getAsBoolean()));
      nearest.ifPresent(it -> console.out().print(AgainstTested.text(it)));
    } else {
      console.out().print(JsonWriter.pretty(report.toJson(nearest)));
    }
    return report.passed() ? ExitCode.OK : ExitCode.STARTUP;
  }

  private HostPlatform machine() {
    return HostPlatforms.of(OperatingSystem.named(System.getProperty("os.name")), syscalls);
  }

  private ConfigQuestions questions(Config config) {
    List<InterfaceName> interfaces = new ArrayList<>();
    for (FastPathDirective.Attach attach : config.attachments()) {
      interfaces.add(attach.port().value());
    }
    List<BypassProbe> bypasses =
        config.fastPath().isPresent()
            ? BypassProbe.ofEach(new BypassAnswers(syscalls, config.fastPath().get())::of)
            : List.of();
    return new ConfigQuestions(interfaces, config.settings().attachSettleTime(), bypasses);
  }

  private List<Finding> findings(
      GlobalSettings settings, List<ObjectProbe> objects, ConfigQuestions questions, boolean full) {
    if (!LinuxSystem.isLinux()) {
      return Feasibility.withoutLinux(System.getProperty("os.name"), objects, questions, full);
    }
    ProbedHost host =
        new ProbedHost(
            syscalls.get(), HostFiles.ofThisHost(), Path.of(settings.bpffsRoot().text()));
    List<Finding> findings = new ArrayList<>(Feasibility.of(host, objects, questions));
    if (full) {
      findings.addAll(Feasibility.advisories(host));
    }
    return findings;
  }
}
