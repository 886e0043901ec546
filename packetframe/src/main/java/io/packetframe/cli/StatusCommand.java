package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.config.GlobalSettings;
import io.packetframe.module.Pause;
import io.packetframe.module.Sample;
import io.packetframe.record.JsonWriter;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Shows attachments and counters, from the pins: with a daemon or without one. */
final class StatusCommand implements Command {
  private static final String CONFIG = "--config";
  private static final String WATCH = "--watch";
  private static final String JSON = "--json";

  private final Supplier<Syscalls> syscalls;

  StatusCommand(Supplier<Syscalls> syscalls) {
    this.syscalls = syscalls;
  }

  @Override
  public String name() {
    return "status";
  }

  @Override
  public void describe(CommandSpec specification) {
    specification
        .usageMessage()
        .description(
            "Show attachments and counters, from the pins: whether the daemon runs or not. What is"
                + " not as it should be is a note.");
    specification.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(Path.class)
            .description(
                "The config that it runs with: it says where pins and state files are. Without it,"
                    + " where they are by default.")
            .build());
    specification.addOption(
        OptionSpec.builder(WATCH)
            .description("Show it again every second, with what each counter gained.")
            .build());
    specification.addOption(
        OptionSpec.builder(JSON)
            .description("Print JSON; with --watch one line every second.")
            .build());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws PacketFrameException {
    Optional<Path> file = Optional.ofNullable(arguments.matchedOptionValue(CONFIG, (Path) null));
    GlobalSettings settings = ModuleRoots.of(file);
    boolean watch = arguments.hasMatchedOption(WATCH);
    boolean json = arguments.hasMatchedOption(JSON);
    Optional<List<Sample>> before = Optional.empty();
    do {
      StatusView view = StatusView.of(syscalls.get(), settings);
      if (json) {
        console
            .out()
            .print(
                watch
                    ? JsonWriter.line(StatusText.json(view)) + "\n"
                    : JsonWriter.pretty(StatusText.json(view)));
      } else {
        console.out().print((before.isPresent() ? "\n" : "") + StatusText.human(view, before));
      }
      console.out().flush();
      before = Optional.of(view.pinned().counters());
      // A reader that went away, as head does, leaves an error behind.
    } while (watch
        && !console.out().checkError()
        && Pause.uninterrupted().sleep(Duration.ofSeconds(1)));
    return ExitCode.OK;
  }
}
