package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.Printable;
import io.packetframe.sys.linux.Syscalls;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
            new CheckCommand(syscalls),
            new ExplainCommand(),
            new LintCommand(),
            new RunCommand(syscalls),
            new StatusCommand(syscalls),
            new TraceCommand(syscalls),
            new MonitorCommand(syscalls),
            new NotBuiltCommand("reconfigure", "Make the daemon read its config again."),
            new DetachCommand(syscalls),
            new InventoryCommand(syscalls),
            new NotBuiltCommand("map", "Read the fast path's maps."));
  }

  int run(String... args) {
    try {
      Optional<Command> command = args.length == 0 ? Optional.empty() : find(args[0]);
      return command.isPresent() ? run(command.get(), args) : runWithout(args);
    } catch (ParameterException e) {
      console.err().println("packetframe: " + Printable.escaped(String.valueOf(e.getMessage())));
      console
          .err()
          .println("  see: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
      return ExitCode.USAGE;
    } catch (PacketFrameException e) {
      console.fail(e);
      return ExitCode.RUNTIME;
    } catch (RuntimeException e) {
      // A mistake of ours: what it takes to find it, on one line.
      StackTraceElement[] trace = e.getStackTrace();
      String place = trace.length == 0 ? "" : " at " + trace[0];
      console.err().println("packetframe: internal error: " + Printable.escaped(e + place));
      return ExitCode.RUNTIME;
    }
  }

  /** Parses for the one command alone: describing all of them to picocli takes 30 ms. */
  private int run(Command command, String... args) throws PacketFrameException {
    CommandSpec specification = specification(command).parent(root());
    CommandLine commandLine = new CommandLine(specification);
    ParseResult arguments = commandLine.parseArgs(Arrays.copyOfRange(args, 1, args.length));
    if (arguments.isUsageHelpRequested()) {
      commandLine.usage(console.out(), Ansi.OFF);
      return ExitCode.OK;
    }
    return command.run(arguments, console);
  }

  /** Answers where the first argument is no command. */
  private int runWithout(String... args) {
    CommandLine commandLine = new CommandLine(specification());
    ParseResult arguments = commandLine.parseArgs(args);
    if (arguments.isVersionHelpRequested()) {
      commandLine.printVersionHelp(console.out(), Ansi.OFF);
      return ExitCode.OK;
    }
    if (arguments.isUsageHelpRequested()) {
      commandLine.usage(console.out(), Ansi.OFF);
      return ExitCode.OK;
    }
    throw new ParameterException(commandLine, "a command is missing");
  }

  private Optional<Command> find(String name) {
    for (Command command : commands) {
      if (command.name().equals(name)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  /** Returns the description of the whole program, also for the man page. */
  CommandSpec specification() {
    CommandSpec root = root();
    for (Command command : commands) {
      root.addSubcommand(command.name(), specification(command));
    }
    return root;
  }

  private static CommandSpec specification(Command command) {
    CommandSpec specification = CommandSpec.create().name(command.name());
    command.describe(specification);
    addHelp(specification);
    return specification;
  }

  private static CommandSpec root() {
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
    return root;
  }

  private static void addHelp(CommandSpec specification) {
    specification.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Print this help and exit.")
            .build());
  }
}
