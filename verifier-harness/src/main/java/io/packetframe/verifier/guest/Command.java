package io.packetframe.verifier.guest;

import io.packetframe.verifier.wire.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of the product as an operator would run it.
 *
 * @param name how the report calls it
 * @param words program and arguments
 */
record Command(String name, List<String> words) {
  private static final int LIMIT_SECONDS = 60;
  private static final int LONGEST = 2 << 20;

  /** Reads {@code name: program argument...}. */
  static Command parse(String line) {
    int colon = line.indexOf(": ");
    if (colon < 1) {
      throw new IllegalArgumentException("not a command: " + line);
    }
    return new Command(line.substring(0, colon), List.of(line.substring(colon + 2).split(" ")));
  }

  Message.CommandRan run() throws IOException {
    Path errors = Files.createTempFile("errors", "");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(words)
            .redirectInput(new java.io.File("/dev/null"))
            .redirectError(errors.toFile())
            .start();
    try {
      // The product has its own limits; this one is for a process that never ends its output.
      Thread.ofPlatform().daemon().start(() -> killWhenLate(process));
      byte[] out = process.getInputStream().readNBytes(LONGEST);
      int status = process.waitFor();
      return new Message.CommandRan(
          name,
          status,
          new String(out, StandardCharsets.UTF_8),
          Traces.bounded(Files.readString(errors)),
          (System.nanoTime() - start) / 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + name, e);
    } finally {
      process.destroyForcibly();
      Files.delete(errors);
    }
  }

  private static void killWhenLate(Process process) {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
