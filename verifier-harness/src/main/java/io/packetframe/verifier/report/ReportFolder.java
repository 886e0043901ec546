package io.packetframe.verifier.report;

import io.packetframe.PacketFrameException;
import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What runs left in a folder, a few files for each kernel: {@code ID.outcome.json}, and where there
 * is more to tell {@code ID.json} and {@code ID.console.log}.
 */
public final class ReportFolder {
  private static final int CONSOLE_LINES = 200;

  private final Path folder;

  /** Looks at nothing yet. */
  public ReportFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns the kernels in the order of their ids, 5.10 before 6.1.
   *
   * @throws PacketFrameException if a file is not what its name says
   */
  public List<Column> columns() throws IOException, PacketFrameException {
    List<Column> columns = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "*" + KernelOutcome.SUFFIX)) {
      for (Path file : files) {
        columns.add(column(KernelOutcome.fromJson(JsonReader.read(Files.readString(file)))));
      }
    }
    columns.sort((a, b) -> NumberedNames.ORDER.compare(a.outcome().id(), b.outcome().id()));
    return columns;
  }

  private Column column(KernelOutcome outcome) throws IOException, PacketFrameException {
    Path record = folder.resolve(outcome.id() + ".json");
    Path console = folder.resolve(outcome.id() + ".console.log");
    return new Column(
        outcome,
        Files.exists(record)
            ? Optional.of(AcceptanceRecord.fromJson(JsonReader.read(Files.readString(record))))
            : Optional.empty(),
        Files.exists(console) ? tail(console) : List.of());
  }

  /** A guest may have printed anything: what is no text stands as it can. */
  private static List<String> tail(Path console) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(console), StandardCharsets.UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - CONSOLE_LINES), lines.size());
  }
}
