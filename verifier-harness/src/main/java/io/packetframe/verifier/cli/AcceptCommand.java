package io.packetframe.verifier.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.record.AcceptanceComparison;
import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.JsonReader;
import io.packetframe.record.JsonWriter;
import io.packetframe.record.TestVerdict;
import io.packetframe.verifier.kernel.Catalogue;
import io.packetframe.verifier.kernel.KernelEntry;
import io.packetframe.verifier.report.KernelOutcome;
import io.packetframe.verifier.run.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code verifier accept}: the only way to change a baseline. */
final class AcceptCommand implements Command {
  private static final String FLAKY = TestVerdict.FLAKY.word();

  @Override
  public CommandSpec spec() {
    return KernelOption.addTo(
        Verifier.described(
            CommandSpec.create().name("accept"),
            "Makes the records of the last run the baseline, and shows what changes by that."));
  }

  @Override
  public int run(ParseResult given, Console console) throws IOException, PacketFrameException {
    Workspace workspace = console.workspace();
    int exit = ExitCode.OK;
    for (KernelEntry entry : KernelOption.entries(given, Catalogue.read(workspace.catalogue()))) {
      Path result = workspace.result(entry.id());
      Optional<String> refused = Optional.of("there is no record of a run: " + result);
      if (Files.exists(result)) {
        AcceptanceRecord record = RecordFiles.read(result);
        refused = flakiness(workspace.outcome(entry.id())).or(() -> whyNot(record, entry));
        if (refused.isEmpty()) {
          accept(record, workspace.accepted(entry.id()), console);
        }
      }
      if (refused.isPresent()) {
        console.err().println("verifier: " + entry.id() + " is not accepted: " + refused.get());
        exit = ExitCode.PRODUCT;
      }
    }
    return exit;
  }

  /** A record tells of the guest that passed; that another one did not, only the outcome does. */
  private static Optional<String> flakiness(Path outcome) throws IOException, PacketFrameException {
    if (!Files.exists(outcome)) {
      return Optional.empty();
    }
    KernelOutcome told = KernelOutcome.fromJson(JsonReader.read(Files.readString(outcome)));
    return told.verdict().equals(FLAKY) ? Optional.of("the run was flaky") : Optional.empty();
  }

  static Optional<String> whyNot(AcceptanceRecord record, KernelEntry entry) {
    if (!record.kernel().id().equals(entry.id().text())) {
      return Optional.of("the record is about " + record.kernel().id());
    }
    if (!record.kernel().locked()) {
      return Optional.of("its kernel was not the locked one (verifier kernels lock, then run)");
    }
    if (record.run().isPartial()) {
      return Optional.of(
          "only a part of it was run: "
              + String.join(", ", record.run().suites())
              + " (verifier run --kernel "
              + entry.id()
              + " runs all)");
    }
    if (!record.passed()) {
      return Optional.of("the run did not pass");
    }
    return record.run().clangPinned()
        ? Optional.empty()
        : Optional.of(
            "its objects were made by clang " + record.run().clang() + ", not the pinned one");
  }

  private static void accept(AcceptanceRecord record, Path file, Console console)
      throws IOException, PacketFrameException {
    if (Files.exists(file)) {
      AcceptanceComparison.compare(RecordFiles.read(file), record)
          .forEach(it -> console.out().println(record.kernel().id() + ": " + it.describe()));
    } else {
      console.out().println(record.kernel().id() + ": first record");
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, JsonWriter.canonical(record.toJson()));
    console.out().println("accepted: " + file);
  }
}
