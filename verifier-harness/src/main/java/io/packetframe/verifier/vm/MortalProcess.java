package io.packetframe.verifier.vm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/**
 * A child that does not outlive us, however we die.
 *
 * <p>The kernel sends the child SIGKILL when the <em>thread</em> that started it ends (prctl(2),
 * PR_SET_PDEATHSIG), so a platform thread of its own starts it and stays until it is gone; a
 * carrier of virtual threads could end at any time. The signal is set by the child, and we may be
 * dead before it is: therefore the child then looks whether its parent is still this process.
 */
final class MortalProcess {
  private static final String CHECK_PARENT =
      "[ \"$PPID\" = \"$1\" ] || exit 125; shift; exec \"$@\"";

  private final Process process;

  private MortalProcess(Process process) {
    this.process = process;
  }

  /** Starts a command without input; its standard error goes to a file. */
  static MortalProcess start(List<String> command, Path errors) throws IOException {
    return start(
        command,
        builder -> builder.redirectInput(new File("/dev/null")).redirectError(errors.toFile()));
  }

  /** Starts a command with our own input, output and errors, a terminal for example. */
  static MortalProcess attached(List<String> command) throws IOException {
    return start(command, ProcessBuilder::inheritIO);
  }

  private static MortalProcess start(List<String> command, UnaryOperator<ProcessBuilder> streams)
      throws IOException {
    CompletableFuture<Process> started = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("owner of " + command.getFirst())
        .daemon()
        .start(
            () -> {
              try {
                Process process = streams.apply(builder(command)).start();
                started.complete(process);
                outlive(process);
              } catch (IOException e) {
                started.completeExceptionally(e);
              }
            });
    try {
      return new MortalProcess(started.get());
    } catch (ExecutionException e) {
      throw new IOException("cannot start " + command.getFirst() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var _ = started.thenApply(Process::destroyForcibly);
      throw new IOException("interrupted while starting " + command.getFirst(), e);
    }
  }

  Process process() {
    return process;
  }

  /** Kills it and all that it started, and waits until they are gone. */
  void end() {
    // Listed before: the children of a dead process are no longer its descendants.
    List<ProcessHandle> started = process.descendants().toList();
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    started.forEach(child -> child.onExit().join());
  }

  private static ProcessBuilder builder(List<String> command) {
    String self = String.valueOf(ProcessHandle.current().pid());
    List<String> line =
        new ArrayList<>(
            List.of("setpriv", "--pdeathsig", "KILL", "sh", "-c", CHECK_PARENT, "sh", self));
    line.addAll(command);
    return new ProcessBuilder(line);
  }

  private static void outlive(Process process) {
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        // Somebody wants this thread gone: then the child goes first.
        process.destroyForcibly();
      }
    }
  }
}
