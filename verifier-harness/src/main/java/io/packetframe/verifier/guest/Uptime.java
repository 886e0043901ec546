package io.packetframe.verifier.guest;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/** The guest's own clock since it booted. */
final class Uptime {
  private Uptime() {}

  static long millis() throws IOException {
    String text = Files.readString(Path.of("/proc/uptime"));
    return new BigDecimal(text.substring(0, text.indexOf(' '))).movePointRight(3).longValue();
  }
}
