package io.packetframe.verifier.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What our standard error is. */
final class StandardError {
  private static final Pattern TERMINAL = Pattern.compile("/dev/(?:pts/\\d+|tty\\w*|console)");

  private StandardError() {}

  /** Tells whether it is a terminal that takes more than lines. */
  static boolean isTerminal() {
    String type = System.getenv("TERM");
    if (type == null || type.equals("dumb") || System.getenv("CI") != null) {
      return false;
    }
    try {
      Path to = Files.readSymbolicLink(Path.of("/proc/self/fd/2"));
      return TERMINAL.matcher(to.toString()).matches();
    } catch (IOException e) {
      // Another system than Linux, or no /proc: then lines do.
      return false;
    }
  }
}
