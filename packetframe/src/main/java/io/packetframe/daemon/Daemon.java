package io.packetframe.daemon;

import io.packetframe.PacketFrameException;
import io.packetframe.config.AbsolutePath;
import io.packetframe.config.Config;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.NetworkWatch;
import io.packetframe.host.linux.Reading;
import io.packetframe.module.Attachment;
import io.packetframe.module.Journal;
import io.packetframe.module.Module;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The life of {@code run}: first {@link #load}, then {@link #serve}. For one thread.
 *
 * <p>What it writes is written before what it does: after any crash the files name at least all
 * that {@code detach} has to look at.
 */
public final class Daemon implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(250);

  /** How often the host is looked at though nothing was heard of a change. */
  private static final Duration REFRESH = Duration.ofSeconds(30);

  private final Module module;
  private final ConfigSource source;
  private final StateDirectory directory;
  private final HostFiles files;
  private final Signals signals;
  private final NetworkWatch network;
  private final Journal journal;
  private Config config;
  private Optional<FileChannel> lock = Optional.empty();
  private @Nullable MetricsFile metrics;
  private long nextRefresh = System.nanoTime() + REFRESH.toNanos();
  private boolean deaf;

  /**
   * Makes a daemon that has done nothing yet.
   *
   * @param source where to read the config again
   * @param network watched since before the module looked at the host
   */
  public Daemon(
      Module module,
      Config config,
      ConfigSource source,
      HostFiles files,
      Signals signals,
      NetworkWatch network,
      Journal journal) {
    this.module = module;
    this.config = config;
    this.source = source;
    this.directory = StateDirectory.at(Path.of(config.settings().stateDir().text()));
    this.files = files;
    this.signals = signals;
    this.network = network;
    this.journal = journal;
  }

  /**
   * Takes the place of the daemon and has the module load. Nothing is attached yet.
   *
   * @throws PacketFrameException if another daemon lives, or something of an earlier one has to be
   *     mended first, or the module cannot load; everything was taken back
   */
  public void load() throws PacketFrameException {
    StateDirectory.make(directory.path());
    requireNobody();
    requireNothingToMend();
    Optional<AbsolutePath> textfile = config.settings().metricsTextfile();
    if (textfile.isPresent()) {
      metrics = MetricsFile.to(Path.of(textfile.get().text()), files, journal);
    }
    try {
      sayWhoWeAre();
      remember(module.load());
    } catch (PacketFrameException e) {
      forget();
      throw e;
    }
  }

  private void requireNobody() throws StateException {
    Presence presence = Presence.of(directory, files);
    if (presence instanceof Presence.Running running) {
      throw new StateException("packetframe runs already, as process " + running.pid(), null);
    }
    if (presence instanceof Presence.Unknown unknown) {
      throw new StateException("whether packetframe runs is not known: " + unknown.why(), null);
    }
    lock = directory.lock(StateFiles.LOCK, StateFiles.LOCK_PATIENCE);
    if (lock.isEmpty()) {
      throw new StateException("another packetframe is at work in " + directory.path(), null);
    }
  }

  private void requireNothingToMend() throws StateException {
    if (directory.read(StateFiles.TRIPPED).isPresent()) {
      throw new StateException(
          "the circuit breaker has tripped",
          "find out why, then remove " + directory.path().resolve(StateFiles.TRIPPED),
          null);
    }
    Optional<List<Attachment>> left = AttachmentRegistry.read(directory);
    if (left.isPresent()) {
      throw new StateException(
          "an earlier daemon has left " + left.get().size() + " attachments",
          "`packetframe status` shows them, `packetframe detach` with the same config mends it",
          null);
    }
  }

  /** The number first, for systemd; an identity that does not fit it must never stand beside it. */
  private void sayWhoWeAre() throws StateException {
    long pid = ProcessHandle.current().pid();
    directory.delete(StateFiles.IDENTITY);
    directory.write(StateFiles.PID, pid + "\n");
    ProcessIdentity identity =
        ProcessIdentity.of(files, pid)
            .optional()
            .orElseThrow(() -> new StateException("/proc/" + pid + "/stat cannot be read", null));
    directory.write(StateFiles.IDENTITY, identity.text());
  }

  private void remember(List<Attachment> attachments) throws StateException {
    try {
      AttachmentRegistry.write(directory, module.name(), attachments);
    } catch (StateException e) {
      module.detach();
      throw e;
    }
  }

  /**
   * Attaches, and stays until it is asked to stop.
   *
   * @param detachOnExit whether everything is taken back at the end; else it goes on without us
   * @throws PacketFrameException if it cannot attach; everything was taken back
   */
  public void serve(boolean detachOnExit) throws PacketFrameException {
    try {
      remember(module.attach(signals));
    } catch (PacketFrameException e) {
      forget();
      if (signals.isStopped()) {
        journal.info(e.getMessage());
        return;
      }
      throw e;
    }
    loop();
    if (metrics != null) {
      metrics.write(module);
    }
    if (detachOnExit) {
      module.detach();
      forget();
      journal.info("detached");
    } else {
      module.close();
      forgetProcess();
      journal.info("ended; the fast path stays attached, `packetframe detach` takes it away");
    }
  }

  private void loop() {
    Reload reload = new Reload(source, module, directory, journal);
    while (!signals.isStopped()) {
      if (signals.takeReload()) {
        config = reload.from(config);
      }
      if (metrics != null) {
        metrics.tick(module);
      }
      if (hostChanged()) {
        module.refresh();
        nextRefresh = System.nanoTime() + REFRESH.toNanos();
      }
    }
  }

  /** Waits for a moment. What the kernel does not tell of shows after half a minute. */
  private boolean hostChanged() {
    Reading<Boolean> changed = network.await(TICK);
    if (changed.optional().isEmpty()) {
      if (!deaf) {
        journal.warn("the kernel's notices cannot be heard: " + changed.problem().orElse(""));
      }
      deaf = true;
      boolean _ = signals.sleep(TICK);
    }
    return changed.optional().orElse(false) || System.nanoTime() - nextRefresh >= 0;
  }

  /** Nothing is in the kernel any more. */
  private void forget() {
    forgetFile(StateFiles.ATTACHMENTS);
    forgetProcess();
  }

  private void forgetProcess() {
    forgetFile(StateFiles.IDENTITY);
    forgetFile(StateFiles.PID);
  }

  private void forgetFile(String name) {
    try {
      directory.delete(name);
    } catch (StateException e) {
      journal.warn(e.getMessage());
    }
  }

  /** Gives up the place of the daemon. */
  @Override
  public void close() {
    StateFiles.release(lock);
    lock = Optional.empty();
  }
}
