package io.packetframe.verifier.run;

import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.TestRecord;
import io.packetframe.record.TestVerdict;
import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.report.JUnitReport;
import io.packetframe.verifier.vm.ConsoleLog;
import io.packetframe.verifier.wire.TestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files that a run on one kernel leaves. */
final class RunResults {
  private final Workspace workspace;
  private final KernelId kernel;

  RunResults(Workspace workspace, KernelId kernel) {
    this.workspace = workspace;
    this.kernel = kernel;
  }

  /** Takes away what an earlier run left: nobody may take it for the result of this one. */
  void clear() throws IOException {
    Files.createDirectories(workspace.results());
    Files.deleteIfExists(workspace.result(kernel));
    Files.deleteIfExists(workspace.outcome(kernel));
    Files.deleteIfExists(workspace.coverage(kernel));
    for (ConsoleOf which : ConsoleOf.values()) {
      Files.deleteIfExists(console(which));
    }
    Path published = workspace.published(kernel);
    if (Files.isDirectory(published)) {
      try (Stream<Path> old = Files.list(published)) {
        for (Path file : old.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Whose console a file holds. */
  enum ConsoleOf {
    /** The guest whose tests count. */
    GUEST(".console.log"),
    /** A first guest, after which all was run again. */
    FIRST(".first.console.log"),
    /** A second guest, in which ran what had failed. */
    AGAIN(".again.console.log");

    private final String suffix;

    ConsoleOf(String suffix) {
      this.suffix = suffix;
    }
  }

  private Path console(ConsoleOf which) {
    return workspace.results().resolve(kernel + which.suffix);
  }

  void write(ConsoleOf which, ConsoleLog console) throws IOException {
    Files.write(console(which), console.lines());
  }

  /** Writes what tests published, by the names of files. */
  void write(Map<String, String> published) throws IOException {
    Path target = workspace.published(kernel);
    Files.createDirectories(target);
    for (Map.Entry<String, String> file : published.entrySet()) {
      Files.writeString(target.resolve(file.getKey()), file.getValue());
    }
  }

  /** Writes what JaCoCo counted; nothing where it did not. */
  void write(byte[] coverage) throws IOException {
    if (coverage.length > 0) {
      Path target = workspace.coverage(kernel);
      Files.createDirectories(target.toAbsolutePath().getParent());
      Files.write(target, coverage);
    }
  }

  /** Writes record, outcome and JUnit report. */
  void write(Outcome outcome) throws IOException {
    Optional<AcceptanceRecord> record = outcome.verdict().shown();
    if (record.isPresent()) {
      Files.writeString(workspace.result(kernel), JsonWriter.canonical(record.get().toJson()));
    }
    Files.writeString(workspace.outcome(kernel), JsonWriter.pretty(outcome.forReport().toJson()));
    Path report = workspace.junitReport(kernel);
    Files.createDirectories(report.toAbsolutePath().getParent());
    JUnitReport tests =
        new JUnitReport(
            kernel,
            outcome.tests(),
            flaky(record.map(AcceptanceRecord::tests).orElse(List.of())),
            outcome.complaints(),
            outcome.crash(),
            outcome.consoleTail());
    Files.writeString(report, tests.xml());
  }

  private static Map<TestName, String> flaky(List<TestRecord> tests) {
    Map<TestName, String> flaky = new TreeMap<>();
    for (TestRecord test : tests) {
      if (test.verdict() == TestVerdict.FLAKY) {
        flaky.put(new TestName(test.className(), test.name()), test.reason().orElse(""));
      }
    }
    return flaky;
  }
}
