package io.packetframe.cli;

import io.packetframe.host.AssetWatch;
import io.packetframe.host.Assets;
import io.packetframe.host.HostPlatform;
import io.packetframe.host.HostPlatforms;
import io.packetframe.host.Notices;
import io.packetframe.host.OperatingSystem;
import io.packetframe.module.Pause;
import io.packetframe.record.JsonWriter;
import io.packetframe.sys.linux.Syscalls;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Shows what the machine has and how loaded it is. */
final class InventoryCommand implements Command {
  private static final String HUMAN = "--human";
  private static final String JSON = "--json";
  private static final String WATCH = "--watch";
  private static final String INTERVAL = "--interval";
  private static final String COUNT = "--count";

  /** Rates need two looks; the kernel's clock ticks 25 to 250 times meanwhile. */
  private static final Duration BETWEEN = Duration.ofMillis(250);

  private final Supplier<Syscalls> syscalls;

  InventoryCommand(Supplier<Syscalls> syscalls) {
    this.syscalls = syscalls;
  }

  @Override
  public String name() {
    return "inventory";
  }

  @Override
  public void describe(CommandSpec specification) {
    specification
        .usageMessage()
        .description(
            "Show what this machine has (processors, memory, storage, graphics, network) and how"
                + " loaded it is. What the system does not tell is unknown, with the reason. Looks"
                + " twice, a quarter of a second apart, because rates need it. Exits with 0.");
    specification.addOption(
        OptionSpec.builder(HUMAN).description("Print a page instead of JSON.").build());
    specification.addOption(
        OptionSpec.builder(JSON).description("Print JSON, which is the default.").build());
    specification.addOption(
        OptionSpec.builder(WATCH)
            .description(
                "Print a line for each change of a processor, graphics device, memory or disk,"
                    + " until SIGINT or SIGTERM: its kind, identity, field, and the value before"
                    + " and after. Looks when the system tells of a device, and at each interval.")
            .build());
    specification.addOption(
        OptionSpec.builder(INTERVAL)
            .paramLabel("TIME")
            .type(String.class)
            .description("Longest time between two looks of --watch, 100ms to 60m; 10s without it.")
            .build());
    specification.addOption(
        OptionSpec.builder(COUNT)
            .paramLabel("NUMBER")
            .type(Integer.class)
            .description("End --watch after so many looks.")
            .build());
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    boolean human = arguments.hasMatchedOption(HUMAN);
    if (human && arguments.hasMatchedOption(JSON)) {
      throw wrong(arguments, HUMAN + " and " + JSON + " exclude each other");
    }
    OperatingSystem system = OperatingSystem.named(System.getProperty("os.name"));
    HostPlatform host = HostPlatforms.of(system, syscalls);
    if (arguments.hasMatchedOption(WATCH)) {
      return watch(host, system, arguments, console);
    }
    if (arguments.hasMatchedOption(INTERVAL) || arguments.hasMatchedOption(COUNT)) {
      throw wrong(arguments, INTERVAL + " and " + COUNT + " are for " + WATCH);
    }
    host.usage();
    Pause.uninterrupted().sleep(BETWEEN);
    Inventory inventory = Inventory.of(host);
    console
        .out()
        .print(
            human
                ? Drawing.in(
                    console.out().charset(),
                    InventoryPage.text(inventory, console.colour().getAsBoolean()))
                : JsonWriter.canonical(InventoryJson.of(inventory)));
    return ExitCode.OK;
  }

  private int watch(
      HostPlatform host, OperatingSystem system, ParseResult arguments, Console console) {
    String given = arguments.matchedOptionValue(INTERVAL, "10s");
    Duration interval =
        Interval.parse(given)
            .orElseThrow(() -> wrong(arguments, INTERVAL + " " + Interval.refusal(given)));
    int count = arguments.matchedOptionValue(COUNT, 0);
    if (arguments.hasMatchedOption(COUNT) && count < 1) {
      throw wrong(arguments, COUNT + " " + count + " is not at least 1");
    }
    try (Notices notices = HostPlatforms.notices(system, syscalls, console.err()::println)) {
      new InventoryWatch(
              new AssetWatch(() -> Assets.of(host), notices), arguments.hasMatchedOption(HUMAN))
          .run(interval, count, console);
    }
    return ExitCode.OK;
  }

  private static ParameterException wrong(ParseResult arguments, String message) {
    return new ParameterException(arguments.commandSpec().commandLine(), message);
  }
}
