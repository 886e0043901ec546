package io.packetframe.verifier.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The terminal on our standard input, asked and set by {@code stty}. */
final class UserTerminal {
  private UserTerminal() {}

  /** Returns rows and columns with a blank between; nothing where the input is no terminal. */
  static Optional<String> size() throws IOException {
    return stty("size").filter(size -> size.matches("[1-9]\\d* [1-9]\\d*"));
  }

  /** Returns all settings as {@link #restore} takes them; nothing where the input is none. */
  static Optional<String> settings() throws IOException {
    return stty("-g");
  }

  /** Sets what was saved: QEMU does so as well, unless it was killed. */
  static void restore(String settings) throws IOException {
    var _ = stty(settings);
  }

  private static Optional<String> stty(String argument) throws IOException {
    Process process =
        new ProcessBuilder("stty", argument)
            .redirectInput(Redirect.INHERIT)
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(5, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0 ? Optional.of(said.strip()) : Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking the terminal", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
