package io.packetframe.verifier.cli;

import io.packetframe.verifier.kernel.KernelId;
import io.packetframe.verifier.kernel.KernelPackage;
import io.packetframe.verifier.run.GuestProgress;
import io.packetframe.verifier.run.Milestone;
import io.packetframe.verifier.run.RunWatcher;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Shows how guests go on: on a terminal a line for each that runs, kept up to date below all that
 * was said before; elsewhere a line whenever one comes a step further.
 */
final class GuestDisplay implements RunWatcher {
  private static final long REDRAW_NANOS = 200_000_000;

  private final PrintWriter err;
  private final boolean live;
  private final DownloadDisplay downloads;
  private final Map<KernelId, GuestProgress> running = new LinkedHashMap<>();
  private int drawn;
  private long drawnAt;

  /**
   * Shows nothing yet.
   *
   * @param live whether {@code err} is a terminal
   */
  GuestDisplay(PrintWriter err, boolean live) {
    this.err = err;
    this.live = live;
    this.downloads = new DownloadDisplay(err, live);
  }

  @Override
  public synchronized void fetched(KernelPackage it, long bytes) {
    // Before the first guest: there is no line of one yet.
    downloads.fetched(it, bytes);
  }

  @Override
  public synchronized void begins(String line) {
    say("verifier: " + line);
  }

  @Override
  public synchronized void moved(GuestProgress guest) {
    GuestProgress before = running.put(guest.kernel(), guest);
    Optional<Milestone> was = before == null ? Optional.empty() : before.milestone();
    boolean further = !was.equals(guest.milestone());
    if (!live) {
      // The last test is not known as such before the end: each would be a step.
      if (further && guest.milestone().filter(it -> it != Milestone.LAST_TEST).isPresent()) {
        say("verifier: " + line(guest));
      }
    } else if (further || System.nanoTime() - drawnAt > REDRAW_NANOS) {
      clear();
      draw();
    }
  }

  @Override
  public synchronized void ended(GuestProgress guest) {
    running.remove(guest.kernel());
    say("verifier: " + line(guest));
  }

  private void say(String line) {
    clear();
    err.println(line);
    draw();
  }

  private void clear() {
    if (drawn > 0) {
      // To the left edge, up to the first of our lines, and all from there on away.
      err.print("\r\u001b[" + drawn + "A\u001b[J");
      drawn = 0;
    }
  }

  private void draw() {
    if (live) {
      running.values().forEach(it -> err.println("  " + line(it)));
      drawn = running.size();
      drawnAt = System.nanoTime();
    }
    err.flush();
  }

  private static String line(GuestProgress guest) {
    String tests = "";
    if (guest.tests() > 0) {
      tests =
          ", " + guest.tests() + (guest.expected() > 0 ? " of " + guest.expected() : "") + " tests";
    }
    return String.format(
        Locale.ROOT,
        "%s: %s%s, %.1f s",
        guest.kernel(),
        guest.milestone().map(GuestDisplay::words).orElse("starting"),
        tests,
        guest.at().toMillis() / 1e3);
  }

  private static String words(Milestone milestone) {
    return switch (milestone) {
      case FIRST_KERNEL_LINE -> "kernel is up";
      case INIT -> "init is up";
      case AGENT -> "agent is up";
      case FEASIBILITY -> "feasibility has answered";
      case FIRST_TEST, LAST_TEST -> "testing";
      case POWER_OFF -> "powered off";
    };
  }
}
