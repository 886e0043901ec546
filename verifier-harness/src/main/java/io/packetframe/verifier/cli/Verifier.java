package io.packetframe.verifier.cli;

import io.packetframe.FileFailure;
import io.packetframe.PacketFrameException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The tree of commands, and how each failure becomes a sentence and an exit code. */
final class Verifier {
  private final IdentityHashMap<CommandSpec, Command> commands = new IdentityHashMap<>();
  private final CommandLine line;

  private Verifier() {
    CommandSpec root = group("verifier", "Boots real kernels and proves PacketFrame on them.");
    CommandSpec kernels = group("kernels", "The kernels we know and have.");
    for (Command command :
        List.of(
            new KernelsListCommand(),
            new KernelsLockCommand(),
            new KernelsFetchCommand(),
            new KernelsPruneCommand())) {
      add(kernels, command);
    }
    root.addSubcommand("kernels", kernels);
    for (Command command :
        List.of(
            new DescribeCommand(),
            new RunCommand(),
            new MinKernelCommand(),
            new ShellCommand(),
            new ReportCommand(),
            new DiffCommand(),
            new AcceptCommand())) {
      add(root, command);
    }
    line = new CommandLine(root);
  }

  /** Runs one command line; prints, and returns the exit code. */
  static int execute(Path folder, PrintWriter out, PrintWriter err, String... args) {
    return new Verifier().run(new Console(folder, out, err), args);
  }

  private int run(Console console, String[] args) {
    line.setOut(console.out()).setErr(console.err());
    try {
      ParseResult given = line.parseArgs(args);
      if (CommandLine.executeHelpRequest(given) != null) {
        return ExitCode.OK;
      }
      while (given.hasSubcommand()) {
        given = given.subcommand();
      }
      Command command = commands.get(given.commandSpec());
      if (command == null) {
        given.commandSpec().commandLine().usage(console.err());
        return ExitCode.USAGE;
      }
      return command.run(given, console);
    } catch (ParameterException e) {
      console.err().println("verifier: " + e.getMessage());
      console
          .err()
          .println("see: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
      return ExitCode.USAGE;
    } catch (PacketFrameException e) {
      console.err().println("verifier: " + e.getMessage());
      e.remedy().ifPresent(remedy -> console.err().println("  try: " + remedy));
      return ExitCode.HARNESS;
    } catch (IOException e) {
      String file = e instanceof FileSystemException it ? it.getFile() : null;
      console
          .err()
          .println("verifier: " + (file == null ? "" : file + ": ") + FileFailure.reason(e));
      return ExitCode.HARNESS;
    }
  }

  private static CommandSpec group(String name, String description) {
    return described(CommandSpec.create().name(name), description);
  }

  private void add(CommandSpec to, Command command) {
    CommandSpec spec = command.spec();
    commands.put(spec, command);
    to.addSubcommand(spec.name(), spec);
  }

  /** Adds what every command has: a description and its own help. */
  static CommandSpec described(CommandSpec spec, String description) {
    return spec.usageMessage(new UsageMessageSpec().description(description))
        .mixinStandardHelpOptions(true)
        .version("verifier");
  }
}
