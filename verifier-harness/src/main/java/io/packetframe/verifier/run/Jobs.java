package io.packetframe.verifier.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * How many guests run at a time. An emulated guest keeps one processor of the host busy, whatever
 * it has itself, so as many as the host has processors are done sooner than one after the other.
 *
 * @param count at least 1
 */
public record Jobs(int count) {
  /** What a guest and its QEMU take of the host's memory, bytes. */
  private static final long MEMORY_OF_GUEST = 1536L << 20;

  public Jobs {
    if (count < 1) {
      throw new IllegalArgumentException("count is less than 1");
    }
  }

  /** Returns as many as this host has processors and free memory for. */
  public static Jobs ofHost() {
    return of(Runtime.getRuntime().availableProcessors(), availableMemory());
  }

  static Jobs of(int processors, long memory) {
    return new Jobs(Math.clamp(memory / MEMORY_OF_GUEST, 1, Math.max(1, processors)));
  }

  /** Where the host does not say, nothing is taken for granted. */
  private static long availableMemory() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(0);
    } catch (IOException _) {
      return 0;
    }
  }

  /** Returns how many guests each of so many kernels can have. */
  int perKernel(int kernels) {
    return Math.max(1, count / Math.max(1, kernels));
  }

  /** Returns what a record says of it: times of guests that share a host are not alike. */
  String describe() {
    return count == 1 ? "" : ", " + count + " guests at a time";
  }
}
