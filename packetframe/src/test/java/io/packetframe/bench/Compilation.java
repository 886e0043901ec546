package io.packetframe.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The fast path, compiled in a process of its own: what a build asks of a machine. */
final class Compilation {
  private static final int TIMES = 8;
  private static final String SOURCE = "fast_path.bpf.c";

  private final List<String> command;

  /** The flags that matter of those of the build. */
  Compilation(String compiler, String sources) {
    String once =
        compiler
            + " -target bpf -mcpu=v3 -O2 -g -Iinclude -idirafter include/shim -o /dev/null -c "
            + SOURCE;
    this.command =
        List.of(
            "env",
            "--chdir=" + sources,
            "sh",
            "-e",
            "-c",
            "for i in " + "1 ".repeat(TIMES) + "; do " + once + "; done; cat /proc/$$/stat");
  }

  /** Returns the CPU time of all compilations together, in ns. */
  double run() throws IOException, InterruptedException {
    Path said = Files.createTempFile("compilation", ".stat");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(said.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
      }
      return childNanos(Files.readString(said));
    } finally {
      Files.delete(said);
    }
  }

  /** Fields 16 and 17 of proc_pid_stat(5): user and system time of children, in ticks of 10 ms. */
  private static double childNanos(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * 1e7;
  }

  @Override
  public String toString() {
    return SOURCE + ", " + TIMES + " times";
  }
}
