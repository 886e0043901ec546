package io.packetframe.verifier.cli;

import io.packetframe.verifier.kernel.StoreProgress;
import io.packetframe.verifier.run.HarnessException;
import io.packetframe.verifier.run.RunWatcher;
import io.packetframe.verifier.run.Workspace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a command runs.
 *
 * @param folder in which it was started
 * @param out for results
 * @param err for progress and complaints
 */
record Console(Path folder, PrintWriter out, PrintWriter err) {
  /** Returns the checkout around the folder. */
  Workspace workspace() throws HarnessException {
    Optional<Workspace> workspace = Workspace.around(folder);
    if (workspace.isEmpty()) {
      throw HarnessException.noCheckout(folder.toAbsolutePath());
    }
    return workspace.get();
  }

  /** Returns what shows what takes long, downloads with how far they are. */
  StoreProgress display() {
    return new DownloadDisplay(err, StandardError.isTerminal());
  }

  /** Returns what shows how guests go on, and their downloads. */
  RunWatcher guests() {
    return new GuestDisplay(err, StandardError.isTerminal());
  }

  /** Says that something slow begins, or is over. */
  void progress(String line) {
    err.println("verifier: " + line);
  }
}
