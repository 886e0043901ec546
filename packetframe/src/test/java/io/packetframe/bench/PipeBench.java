package io.packetframe.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two tasks that wake each other through a pipe: {@code perf bench sched pipe}. */
final class PipeBench {
  private static final int OPERATIONS = 200_000;
  private static final Pattern EACH = Pattern.compile("([0-9.]+) usecs/op");

  private PipeBench() {}

  /** An operation is a byte there and a byte back: two switches where both share a CPU. */
  static double nanosPerOperation() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "taskset",
                "--cpu-list",
                "0",
                "perf",
                "bench",
                "sched",
                "pipe",
                "-l",
                Integer.toString(OPERATIONS))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher each = EACH.matcher(said);
    if (process.waitFor() != 0 || !each.find()) {
      throw new IOException(
          "perf bench sched pipe ended with " + process.exitValue() + ": " + said);
    }
    return Double.parseDouble(each.group(1)) * 1000;
  }
}
