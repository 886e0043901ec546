package io.packetframe.verifier.guest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The guest's own clock since it booted. The file is read once: the heartbeat would else open one
 * in the middle of tests that look at what this process has open.
 */
final class Uptime {
  private static final long BOOT_NANOS = System.nanoTime() - read() * 1_000_000;

  private Uptime() {}

  static long millis() {
    return (System.nanoTime() - BOOT_NANOS) / 1_000_000;
  }

  private static long read() {
    try {
      String text = Files.readString(Path.of("/proc/uptime"));
      return new BigDecimal(text.substring(0, text.indexOf(' '))).movePointRight(3).longValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
