package io.packetframe.daemon;

import io.packetframe.PacketFrameException;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.module.Journal;
import io.packetframe.module.Module;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Writes the metrics of a module for the textfile collector of node_exporter, every 15 seconds. */
final class MetricsFile {
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  private final StateDirectory directory;
  private final String name;
  private final HostFiles files;
  private final Journal journal;
  private final long start = System.nanoTime();
  private long next = start;
  private boolean failed;

  private MetricsFile(StateDirectory directory, String name, HostFiles files, Journal journal) {
    this.directory = directory;
    this.name = name;
    this.files = files;
    this.journal = journal;
  }

  /**
   * Makes a writer; nothing is written yet.
   *
   * @throws StateException if the directory is not there
   */
  static MetricsFile to(Path file, HostFiles files, Journal journal) throws StateException {
    Path parent = file.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new StateException(
          "metrics-textfile " + file + ": there is no such directory", "make the directory", null);
    }
    return new MetricsFile(
        StateDirectory.at(parent), String.valueOf(file.getFileName()), files, journal);
  }

  /** Writes if it is time to. */
  void tick(Module module) {
    if (System.nanoTime() - next >= 0) {
      next = System.nanoTime() + INTERVAL.toNanos();
      write(module);
    }
  }

  /** Writes now. A failure is said once, until a write succeeds. */
  void write(Module module) {
    try {
      long uptime = (System.nanoTime() - start) / 1_000_000_000;
      Optional<SoftnetStatistics> softnet =
          files.read(SoftnetStatistics.PATH).optional().flatMap(SoftnetStatistics::parse);
      directory.publish(
          name,
          MetricsText.of(
              module.name(), module.samples(), uptime, System.currentTimeMillis() / 1000, softnet));
      failed = false;
    } catch (PacketFrameException e) {
      if (!failed) {
        journal.warn("no metrics: " + e.getMessage());
      }
      failed = true;
    }
  }
}
