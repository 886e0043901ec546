package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.report.Column;
import io.packetframe.verifier.report.ReportFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code verifier report}: one page of what runs left, also of runs on several machines. */
final class ReportCommand implements Command {
  private static final String FROM = "--from";
  private static final String TO = "--to";

  @Override
  public CommandSpec spec() {
    return Verifier.described(
            CommandSpec.create().name("report"),
            "Makes report.html and summary.md of the results in a folder; run does so by itself.")
        .addOption(
            OptionSpec.builder(FROM)
                .paramLabel("FOLDER")
                .type(Path.class)
                .description("Where runs left their results; without it, where run leaves them.")
                .build())
        .addOption(
            OptionSpec.builder(TO)
                .paramLabel("FOLDER")
                .type(Path.class)
                .description("Where to write; without it, the same folder.")
                .build());
  }

  @Override
  public int run(ParseResult given, Console console) throws IOException, PacketFrameException {
    Path from =
        given.hasMatchedOption(FROM)
            ? console.folder().resolve(given.matchedOptionValue(FROM, Path.of("")))
            : console.workspace().results();
    Path to =
        given.hasMatchedOption(TO)
            ? console.folder().resolve(given.matchedOptionValue(TO, Path.of("")))
            : from;
    List<Column> columns = new ReportFolder(from).columns();
    if (columns.isEmpty()) {
      throw new PacketFrameException("no run has left anything in " + from);
    }
    ReportFiles.write(to, columns).forEach(console.out()::println);
    return ExitCode.OK;
  }
}
