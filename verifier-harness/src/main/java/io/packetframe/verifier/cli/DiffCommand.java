package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.record.AcceptanceComparison;
import io.packetframe.record.Difference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code verifier diff A.json B.json}. */
final class DiffCommand implements Command {
  @Override
  public CommandSpec spec() {
    return Verifier.described(
            CommandSpec.create().name("diff"),
            "Compares two records, the older one first. Exits with 2 if something is worse.")
        .addPositional(
            PositionalParamSpec.builder()
                .paramLabel("RECORD")
                .type(List.class)
                .auxiliaryTypes(Path.class)
                .arity("2")
                .required(true)
                .description("Acceptance records.")
                .build());
  }

  @Override
  public int run(ParseResult given, Console console) throws IOException, PacketFrameException {
    List<Path> files = given.matchedPositionalValue(0, List.of());
    List<Difference> differences =
        AcceptanceComparison.compare(
            RecordFiles.read(console.folder().resolve(files.get(0))),
            RecordFiles.read(console.folder().resolve(files.get(1))));
    differences.forEach(it -> console.out().println(it.describe()));
    return differences.stream().anyMatch(it -> it.kind().isRegression())
        ? ExitCode.REGRESSION
        : ExitCode.OK;
  }
}
