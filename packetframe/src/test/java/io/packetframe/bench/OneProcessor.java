package io.packetframe.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps this process where the caches are its own. */
final class OneProcessor {
  private static final int NUMBER = 0;

  private OneProcessor() {}

  /** All threads of this process, and with them those that they start. */
  static void stay() throws IOException, InterruptedException {
    String self = Long.toString(ProcessHandle.current().pid());
    Process process =
        new ProcessBuilder(
                "taskset", "--all-tasks", "--cpu-list", "--pid", Integer.toString(NUMBER), self)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("taskset ended with " + process.exitValue());
    }
  }

  /** Returns the schedstat of the thread that does this processor's softirqs when they are many. */
  static Path softirqs() throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        Path name = process.resolve("comm");
        if (Files.exists(name) && Files.readString(name).strip().equals("ksoftirqd/" + NUMBER)) {
          return process.resolve("schedstat");
        }
      }
    }
    throw new IOException("no ksoftirqd/" + NUMBER);
  }
}
