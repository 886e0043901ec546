package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.verifier.kernel.Kernel;
import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.report.Column;
import io.packetframe.verifier.report.ReportFolder;
import io.packetframe.verifier.run.GuestWork;
import io.packetframe.verifier.run.MatrixResult;
import io.packetframe.verifier.run.Outcome;
import io.packetframe.verifier.run.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code verifier run} says of what it found, and the files it leaves.
 *
 * @param again the options that run a kernel once more
 */
record RunReport(Console console, Function<Kernel, String> again) {
  /** Says what came of each kernel, and returns the exit code for all of them. */
  int tell(MatrixResult result, boolean flakyIsAllowed) {
    int exit = ExitCode.OK;
    for (Unavailable it : result.unavailable()) {
      it.describe().forEach(console.out()::println);
    }
    for (Outcome outcome : result.outcomes()) {
      outcome.describe().forEach(console.out()::println);
      console
          .out()
          .println(
              "  again with: verifier-harness/target/image/bin/verifier run "
                  + again.apply(outcome.kernel())
                  + suites(outcome));
      exit =
          ExitCode.worse(
              exit, flakyIsAllowed ? outcome.tolerated().exitCode() : outcome.exitCode());
    }
    return exit;
  }

  private static String suites(Outcome outcome) {
    return outcome.run().suites().stream()
        .map(
            it ->
                it.equals(GuestWork.COVERAGE)
                    ? " " + RunCommand.COVERAGE
                    : " " + SuiteOption.NAME + " " + it)
        .collect(Collectors.joining());
  }

  /** Writes pages of the kernels of this run: what earlier ones left is not of today. */
  void write(MatrixResult result) throws IOException, PacketFrameException {
    List<String> ids =
        Stream.concat(
                result.outcomes().stream().map(it -> it.kernel().id()),
                result.unavailable().stream().map(it -> it.entry().id()))
            .map(KernelId::text)
            .toList();
    Path results = console.workspace().results();
    List<Column> columns =
        new ReportFolder(results)
            .columns().stream().filter(it -> ids.contains(it.outcome().id())).toList();
    ReportFiles.write(results, columns).forEach(file -> console.out().println("report: " + file));
  }
}
