package io.packetframe.verifier.vm;

import java.time.Duration;

/**
 * What a guest may use before it is ended.
 *
 * @param boot until its first output
 * @param silence between any two signs of life afterwards
 * @param total from the start of QEMU to its end
 * @param resultBytes on the result port
 * @param consoleBytes on the console
 */
public record Limits(
    Duration boot, Duration silence, Duration total, long resultBytes, long consoleBytes) {
  public Limits {
    if (!boot.isPositive() || !silence.isPositive() || !total.isPositive()) {
      throw new IllegalArgumentException("a limit that allows no time");
    }
    if (resultBytes <= 0 || consoleBytes <= 0) {
      throw new IllegalArgumentException("a limit that allows no output");
    }
  }

  /** Limits of a whole run of the tests, under emulation on a slow machine. */
  public static Limits ofRun() {
    return new Limits(
        Duration.ofSeconds(60), Duration.ofSeconds(45), Duration.ofMinutes(10), 64 << 20, 64 << 20);
  }

  /** Limits of a boot that takes two seconds where the accelerator works. */
  public static Limits ofCanary() {
    Duration all = Duration.ofSeconds(10);
    return new Limits(all, all, all, 1 << 20, 1 << 20);
  }
}
