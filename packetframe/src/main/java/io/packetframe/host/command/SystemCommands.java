package io.packetframe.host.command;

import io.packetframe.host.Fact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs programs: in English, without input, for so long, and reading so much. */
public final class SystemCommands implements Commands {
  private final Duration patience;
  private final int mostBytes;

  /**
   * Makes limits.
   *
   * @param patience how long a program may run
   * @param mostBytes how much it may print
   */
  public SystemCommands(Duration patience, int mostBytes) {
    this.patience = patience;
    this.mostBytes = mostBytes;
  }

  @Override
  public Fact<String> output(List<String> command) {
    String program = command.getFirst();
    if (!Path.of(program).isAbsolute()) {
      throw new IllegalArgumentException("not an absolute path: " + program);
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("LC_ALL", "C");
    Process process;
    try {
      process = builder.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      return Fact.unknown(program + " does not run: " + e.getMessage());
    }
    try {
      return answer(program, process);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Reads in a thread of its own: a program that hangs may keep its output open. */
  private Fact<String> answer(String program, Process process) {
    FutureTask<byte[]> reading =
        new FutureTask<>(
            () -> {
              try (InputStream output = process.getInputStream()) {
                return output.readNBytes(mostBytes + 1);
              }
            });
    Thread.ofPlatform().daemon().name("output of " + program).start(reading);
    long end = System.nanoTime() + patience.toNanos();
    try {
      byte[] text = reading.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (text.length > mostBytes) {
        return Fact.unknown(program + " printed more than " + mostBytes + " bytes");
      }
      if (!process.waitFor(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
        return tooLong(program);
      }
      return process.exitValue() == 0
          ? Fact.known(new String(text, StandardCharsets.UTF_8))
          : Fact.unknown(program + " ended with " + process.exitValue());
    } catch (TimeoutException e) {
      return tooLong(program);
    } catch (ExecutionException e) {
      return Fact.unknown(program + ": " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Fact.unknown(program + " was not waited for: interrupted");
    }
  }

  private Fact<String> tooLong(String program) {
    return Fact.unknown(program + " did not end within " + patience.toMillis() + " ms");
  }
}
