package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.record.JsonValue;
import io.packetframe.record.JsonWriter;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.run.GuestWork;
import io.packetframe.verifier.run.Suite;
import io.packetframe.verifier.run.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

/** {@code verifier describe}: what a run would do. */
final class DescribeCommand implements Command {
  private static final String FORMAT = "--format";
  private static final String GITHUB = "github-matrix";

  @Override
  public CommandSpec spec() {
    ITypeConverter<String> converter =
        text -> {
          if (!text.equals(GITHUB)) {
            throw new TypeConversionException("'" + text + "' is not " + GITHUB);
          }
          return text;
        };
    return KernelOption.addTo(
            Verifier.described(
                CommandSpec.create().name("describe"),
                "Says what a run would do, and does nothing."))
        .addOption(
            OptionSpec.builder(FORMAT)
                .paramLabel(GITHUB)
                .type(String.class)
                .converters(converter)
                .description(
                    "One line of JSON for strategy.matrix of GitHub Actions: a job for each"
                        + " kernel.")
                .build());
  }

  @Override
  public int run(ParseResult given, Console console) throws IOException, PacketFrameException {
    Workspace workspace = console.workspace();
    PrintWriter out = console.out();
    if (given.hasMatchedOption(FORMAT)) {
      out.println(gitHubMatrix(KernelOption.entries(given, Catalogue.read(workspace.catalogue()))));
      return ExitCode.OK;
    }
    for (KernelEntry entry : KernelOption.entries(given, Catalogue.read(workspace.catalogue()))) {
      out.println(entry.id() + " (" + entry.architecture() + ", " + lane(entry) + ")");
      if (!entry.standardSuites().isEmpty()) {
        out.println(
            "  suites   "
                + String.join(", ", entry.standardSuites())
                + " in the standard matrix, all where it is named");
      }
      out.println("  from     " + String.join(", ", entry.suites()));
      out.println("  baseline " + present(workspace.accepted(entry.id())));
      out.println("  record   " + workspace.result(entry.id()));
      out.println("  junit    " + workspace.junitReport(entry.id()));
    }
    out.println("in each guest, after " + lines(workspace.guest().resolve("settings")) + ":");
    out.println("  packetframe feasibility --json");
    for (Map.Entry<Suite, List<String>> suite : GuestWork.bySuite(workspace).entrySet()) {
      out.println("  suite " + suite.getKey() + ": " + suite.getKey().about());
      suite.getValue().forEach(it -> out.println("    " + it));
    }
    return ExitCode.OK;
  }

  private static String gitHubMatrix(Collection<KernelEntry> entries) {
    List<JsonValue> jobs = new ArrayList<>();
    for (KernelEntry entry : entries) {
      jobs.add(
          JsonValue.object()
              .put("kernel", entry.id().text())
              .put("architecture", entry.architecture().toString())
              .put("lane", entry.lane().toString())
              .build());
    }
    return JsonWriter.line(JsonValue.object().put("include", new JsonValue.JsonArray(jobs)).build())
        .strip();
  }

  private static String lane(KernelEntry entry) {
    return switch (entry.lane()) {
      case STANDARD -> "standard";
      case REQUIRED -> "required, when it is asked for";
      case ADVISORY -> "advisory: it only tells";
    };
  }

  private static String present(Path file) {
    return Files.exists(file) ? file.toString() : "none accepted yet";
  }

  private static String lines(Path file) throws IOException {
    return String.join(", ", Files.readAllLines(file));
  }
}
