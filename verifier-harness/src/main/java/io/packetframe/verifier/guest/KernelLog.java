package io.packetframe.verifier.guest;

import io.packetframe.verifier.wire.Message;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the kernel said since it booted. */
final class KernelLog {
  /** More than a kernel keeps: its buffer has one mebibyte at most in our guests. */
  private static final int LONGEST = 4 << 20;

  private KernelLog() {}

  /** Reads it with {@code dmesg}; that it cannot be read is an answer as well. */
  static Message.KernelLog read() {
    try {
      Process process =
          new ProcessBuilder("dmesg")
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .start();
      try (InputStream said = process.getInputStream()) {
        String text = new String(said.readNBytes(LONGEST), StandardCharsets.UTF_8);
        int status = process.waitFor();
        return status == 0
            ? new Message.KernelLog(text, Optional.empty())
            : unread("dmesg ended with " + status + ": " + Traces.bounded(text.strip()));
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return unread(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unread("interrupted");
    }
  }

  private static Message.KernelLog unread(String why) {
    return new Message.KernelLog("", Optional.of(why));
  }
}
