package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.Printable;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * From arguments to a command and its exit code.
 *
 * <p>Commands are described by code, not by annotations: reflection over them costs 40 ms at start.
 */
final class CommandLineInterface {
  private final Console console;
  private final List<Command> commands;

  CommandLineInterface(Console console, Supplier<Syscalls> syscalls) {
    this.console = console;
    this.commands =
        List.of(
            new FeasibilityCommand(syscalls),
            new CheckCommand(),
            new ExplainCommand(),
            new RunCommand(),
            new NotBuiltCommand("status", "Show attachments and counters."),
            new NotBuiltCommand("reconfigure", "Make the daemon read its config again."),
            new NotBuiltCommand("detach", "Detach the fast path and remove its pins."),
            new NotBuiltCommand("map", "Read the fast path's maps."));
  }

  int run(String... args) {
    CommandLine commandLine = new CommandLine(specification());
    try {
      return run(commandLine, commandLine.parseArgs(args));
    } catch (ParameterException e) {
      console.err().println("packetframe: " + Printable.escaped(String.valueOf(e.getMessage())));
      console
          .err()
          .println("  see: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
      return ExitCode.USAGE;
    } catch (PacketFrameException e) {
      console.fail(e);
      return ExitCode.RUNTIME;
    }
  }

  /** Returns the description of the whole program, also for the man page. */
  CommandSpec specification() {
    CommandSpec root = CommandSpec.create().name("packetframe");
    root.usageMessage()
        .description("Forwards listed prefixes past conntrack with XDP.")
        .footer(
            "",
            "Exit codes: 0 yes or done, 1 the config or the host cannot do it, 2 failed while"
                + " running or not built yet, 64 wrong command line.");
    addHelp(root);
    root.addOption(
        OptionSpec.builder("--version")
            .versionHelp(true)
            .description("Print the version and exit.")
            .build());
    root.version("packetframe " + Version.CURRENT);
    for (Command command : commands) {
      CommandSpec specification = command.specification();
      addHelp(specification);
      root.addSubcommand(specification.name(), specification);
    }
    return root;
  }

  private int run(CommandLine commandLine, ParseResult arguments) throws PacketFrameException {
    if (arguments.isVersionHelpRequested()) {
      commandLine.printVersionHelp(console.out(), Ansi.OFF);
      return ExitCode.OK;
    }
    ParseResult chosen = arguments.hasSubcommand() ? arguments.subcommand() : arguments;
    if (chosen.isUsageHelpRequested()) {
      chosen.commandSpec().commandLine().usage(console.out(), Ansi.OFF);
      return ExitCode.OK;
    }
    for (Command command : commands) {
      if (arguments.hasSubcommand()
          && command.specification().name().equals(chosen.commandSpec().name())) {
        return command.run(chosen, console);
      }
    }
    throw new ParameterException(commandLine, "a command is missing");
  }

  private static void addHelp(CommandSpec specification) {
    specification.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Print this help and exit.")
            .build());
  }
}
