package io.packetframe.cli;

import io.packetframe.host.HostPlatform;
import io.packetframe.host.HostPlatforms;
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
  }

  @Override
  public int run(ParseResult arguments, Console console) {
    boolean human = arguments.hasMatchedOption(HUMAN);
    if (human && arguments.hasMatchedOption(JSON)) {
      throw new ParameterException(
          arguments.commandSpec().commandLine(), HUMAN + " and " + JSON + " exclude each other");
    }
    HostPlatform host =
        HostPlatforms.of(OperatingSystem.named(System.getProperty("os.name")), syscalls);
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
}
