package io.packetframe.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many neighbours the kernel remembers at most, {@code gc_thresh3} of both families. */
final class NeighbourLimit {
  private final Path netSettings;

  NeighbourLimit(Path netSettings) {
    this.netSettings = netSettings;
  }

  /** Returns the sum; a family whose limit cannot be read counts nothing. */
  long sum() {
    return limit("ipv4") + limit("ipv6");
  }

  private long limit(String family) {
    try {
      Path file = netSettings.resolve(family).resolve("neigh/default/gc_thresh3");
      return Long.parseLong(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
    } catch (IOException | NumberFormatException _) {
      return 0;
    }
  }
}
