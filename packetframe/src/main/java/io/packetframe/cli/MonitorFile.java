package io.packetframe.cli;

import io.packetframe.PacketFrameException;
import io.packetframe.Printable;
import io.packetframe.daemon.StateDirectory;
import io.packetframe.monitor.Measurement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The file of {@code monitor --textfile}; whole at each moment, and never through a link. */
final class MonitorFile {
  private final StateDirectory directory;
  private final String name;

  private MonitorFile(StateDirectory directory, String name) {
    this.directory = directory;
    this.name = name;
  }

  /** Sees the file; nothing is written yet. Empty where its directory is missing. */
  static Optional<MonitorFile> at(Path file) {
    Path absolute = file.toAbsolutePath();
    Path parent = absolute.getParent();
    return parent == null || !Files.isDirectory(parent)
        ? Optional.empty()
        : Optional.of(
            new MonitorFile(StateDirectory.at(parent), String.valueOf(absolute.getFileName())));
  }

  void write(String monitor, List<Measurement> measurements) throws PacketFrameException {
    long now = System.currentTimeMillis() / 1000;
    directory.publish(name, MonitorMetrics.of(monitor, measurements, now));
  }

  static String missing(Path file) {
    return "--textfile " + Printable.escaped(file.toString()) + ": there is no such directory";
  }
}
