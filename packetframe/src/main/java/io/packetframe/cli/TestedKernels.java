package io.packetframe.cli;

import io.packetframe.FileFailure;
import io.packetframe.PacketFrameException;
import io.packetframe.host.linux.KernelRelease;
import io.packetframe.record.AcceptanceRecord;
import io.packetframe.record.JsonReader;
import io.packetframe.record.RecordException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The kernels on which PacketFrame was shown to work, from a folder of acceptance records. */
final class TestedKernels {
  /** A record of this project has 200 KB. */
  private static final long LARGEST_RECORD = 16L << 20;

  private final List<AcceptanceRecord> records;

  TestedKernels(List<AcceptanceRecord> records) {
    this.records = List.copyOf(records);
  }

  /**
   * Reads all records of a folder: its files with the name {@code *.json}.
   *
   * @throws PacketFrameException if it cannot be read, has none, or one of them is no record
   */
  static TestedKernels in(Path folder) throws PacketFrameException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.json")) {
      found.forEach(files::add);
    } catch (IOException e) {
      throw new PacketFrameException(
          "cannot read " + folder + ": " + FileFailure.reason(e), null, e);
    }
    if (files.isEmpty()) {
      throw new PacketFrameException(folder + " has no acceptance records (*.json)");
    }
    files.sort(null);
    List<AcceptanceRecord> records = new ArrayList<>();
    for (Path file : files) {
      records.add(read(file));
    }
    return new TestedKernels(records);
  }

  private static AcceptanceRecord read(Path file) throws PacketFrameException {
    try {
      if (Files.size(file) > LARGEST_RECORD) {
        throw new PacketFrameException(file + " is too large for an acceptance record");
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return AcceptanceRecord.fromJson(JsonReader.read(text));
    } catch (IOException e) {
      throw new PacketFrameException("cannot read " + file + ": " + FileFailure.reason(e), null, e);
    } catch (RecordException e) {
      throw new PacketFrameException(file + " is no acceptance record: " + e.getMessage(), null, e);
    }
  }

  /**
   * Returns the tested kernel that is nearest to a release: of its line; else of the newest line
   * before it, which has what it relies on; else of the oldest after it. Of one line, the one of
   * this architecture comes first.
   */
  Optional<AcceptanceRecord> nearest(KernelRelease release, String architecture) {
    Comparator<AcceptanceRecord> order =
        Comparator.<AcceptanceRecord>comparingLong(it -> distance(release, it))
            .thenComparing(it -> !it.kernel().architecture().equals(architecture))
            .thenComparing(it -> it.kernel().id());
    return records.stream().filter(it -> line(it).isPresent()).min(order);
  }

  private static Optional<KernelRelease> line(AcceptanceRecord record) {
    return KernelRelease.parse(record.kernel().release());
  }

  /** Lines before are all nearer than lines after. */
  private static long distance(KernelRelease release, AcceptanceRecord record) {
    long here = number(release);
    long there = number(line(record).orElseThrow());
    return there <= here ? here - there : Long.MAX_VALUE / 2 + there - here;
  }

  private static long number(KernelRelease release) {
    return release.major() * 1_000_000L + release.minor();
  }
}
