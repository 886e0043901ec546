package io.packetframe.daemon;

import io.packetframe.module.Pause;
import java.time.Duration;

/**
 * What others ask of the daemon by signals. They are taken from the very start: by default each of
 * them would end the process, in the middle of whatever it does.
 */
public final class Signals implements Pause {
  private boolean stop;
  private boolean reload;

  /** Takes SIGTERM and SIGINT to stop, SIGHUP to reload. */
  public static Signals taken() {
    Signals signals = new Signals();
    SignalHandlers.take("TERM", signals::stop);
    SignalHandlers.take("INT", signals::stop);
    SignalHandlers.take("HUP", signals::reload);
    return signals;
  }

  /** Takes all three to stop, for who has nothing to reload. */
  public static Signals takenToStop() {
    Signals signals = new Signals();
    SignalHandlers.take("TERM", signals::stop);
    SignalHandlers.take("INT", signals::stop);
    SignalHandlers.take("HUP", signals::stop);
    return signals;
  }

  /** Asks the daemon to end. */
  public synchronized void stop() {
    stop = true;
    notifyAll();
  }

  /** Asks the daemon to read its config again. */
  public synchronized void reload() {
    reload = true;
    notifyAll();
  }

  synchronized boolean isStopped() {
    return stop;
  }

  /** Tells whether a reload was asked for since the last answer. */
  synchronized boolean takeReload() {
    boolean asked = reload;
    reload = false;
    return asked;
  }

  /** Waits; answers false at once where the daemon is to end. */
  @Override
  public synchronized boolean sleep(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0 && !stop; left = end - System.nanoTime()) {
      try {
        // Not less than a millisecond: 0 would be for ever.
        wait(Math.max(1, left / 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return !stop;
  }
}
