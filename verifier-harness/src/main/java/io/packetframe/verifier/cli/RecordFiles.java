package io.packetframe.verifier.cli;

import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.JsonReader;
import io.packetframe.record.RecordException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads acceptance records. */
final class RecordFiles {
  private RecordFiles() {}

  static AcceptanceRecord read(Path file) throws IOException, RecordException {
    return AcceptanceRecord.fromJson(JsonReader.read(Files.readString(file)));
  }
}
