package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.run.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code verifier describe}: what a run would do. */
final class DescribeCommand implements Command {
  @Override
  public CommandSpec spec() {
    return KernelOption.addTo(
        Verifier.described(
            CommandSpec.create().name("describe"), "Says what a run would do, and does nothing."));
  }

  @Override
  public int run(ParseResult given, Console console) throws IOException, PacketFrameException {
    Workspace workspace = console.workspace();
    PrintWriter out = console.out();
    for (KernelEntry entry : KernelOption.entries(given, Catalogue.read(workspace.catalogue()))) {
      out.println(entry.id() + " (" + entry.architecture() + ")");
      out.println("  from     " + String.join(", ", entry.suites()));
      out.println("  baseline " + present(workspace.accepted(entry.id())));
      out.println("  record   " + workspace.result(entry.id()));
      out.println("  junit    " + workspace.junitReport(entry.id()));
    }
    out.println("in each guest, after " + lines(workspace.guest().resolve("settings")) + ":");
    out.println("  packetframe feasibility --json");
    Path tests = workspace.agent().resolve("tests");
    List<String> classes = Files.exists(tests) ? Files.readAllLines(tests) : List.of();
    out.println("  tests tagged kernel of " + classes.size() + " classes");
    classes.forEach(it -> out.println("    " + it));
    return ExitCode.OK;
  }

  private static String present(Path file) {
    return Files.exists(file) ? file.toString() : "none accepted yet";
  }

  private static String lines(Path file) throws IOException {
    return String.join(", ", Files.readAllLines(file));
  }
}
