package io.packetframe.verifier.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the programs of the host that this package needs; the seam at which tests play apt. */
interface Tools {
  /** What a program said. */
  record Output(int status, String out, String errors) {
    /** Returns the first complaint, or all there is. */
    String complaint() {
      return errors
          .lines()
          .filter(line -> line.startsWith("E:") || line.startsWith("W:"))
          .findFirst()
          .orElse(errors.isBlank() ? "status " + status : errors.strip());
    }
  }

  /** Runs a command to its end in a folder; past the limit it is killed and has failed. */
  Output run(List<String> command, Path folder, Duration limit) throws IOException;

  /** Returns the real ones. */
  static Tools ofHost() {
    return Tools::onHost;
  }

  private static Output onHost(List<String> command, Path folder, Duration limit)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    // Messages are matched and shown; both want one language.
    builder.environment().put("LC_ALL", "C.UTF-8");
    Path errors = folder.resolve(".errors-" + ProcessHandle.current().pid());
    builder.redirectInput(new java.io.File("/dev/null")).redirectError(errors.toFile());
    Process process = builder.start();
    try {
      var late =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                        process.destroyForcibly();
                      }
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      late.join();
      int status = process.waitFor();
      return new Output(status, out, java.nio.file.Files.readString(errors));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + command.getFirst(), e);
    } finally {
      process.destroyForcibly();
      java.nio.file.Files.deleteIfExists(errors);
    }
  }
}
