package io.packetframe.verifier.cli;

import io.packetframe.verifier.kernel.KernelPackage;
import io.packetframe.verifier.kernel.StoreProgress;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * How far a download is: one line that changes on a terminal, a line for each quarter elsewhere.
 */
final class DownloadDisplay implements StoreProgress {
  private static final double MEBIBYTE = 1 << 20;

  private final PrintWriter err;
  private final boolean terminal;
  private String current = "";
  private long quarters;

  DownloadDisplay(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public synchronized void begins(String what) {
    err.println("verifier: " + what);
  }

  @Override
  public synchronized void fetched(KernelPackage it, long bytes) {
    if (!current.equals(it.sha256())) {
      current = it.sha256();
      quarters = 0;
    }
    boolean all = bytes >= it.size();
    if (terminal) {
      // To the left edge, and away with what stood there.
      err.print("\r\u001b[K  " + line(it, bytes) + (all ? "\n" : ""));
      err.flush();
      return;
    }
    long reached = Math.min(4, bytes * 4 / it.size());
    if (reached > quarters) {
      quarters = reached;
      err.println("  " + line(it, bytes));
    }
  }

  private static String line(KernelPackage it, long bytes) {
    return String.format(
        Locale.ROOT,
        "%s: %.1f of %.1f MiB, %d %%",
        it.name(),
        bytes / MEBIBYTE,
        it.size() / MEBIBYTE,
        Math.min(100, bytes * 100 / it.size()));
  }
}
