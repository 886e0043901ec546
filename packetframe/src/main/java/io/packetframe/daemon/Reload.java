package io.packetframe.daemon;

import io.packetframe.PacketFrameException;
import io.packetframe.Printable;
import io.packetframe.config.Config;
import io.packetframe.config.GlobalSettings;
import io.packetframe.module.Journal;
import io.packetframe.module.Module;
import java.util.ArrayList;
import java.util.List;

/**
 * What SIGHUP does: all of a new config, or nothing of it. How it ended stands in a file, for who
 * asked for it and waits.
 */
final class Reload {
  private final ConfigSource source;
  private final Module module;
  private final StateDirectory directory;
  private final Journal journal;

  Reload(ConfigSource source, Module module, StateDirectory directory, Journal journal) {
    this.source = source;
    this.module = module;
    this.directory = directory;
    this.journal = journal;
  }

  /** Applies the config as it is now; returns the one that runs afterwards. */
  Config from(Config running) {
    Config next;
    try {
      next = source.read();
    } catch (PacketFrameException e) {
      end("ERR parse: " + e.getMessage());
      return running;
    }
    List<String> fixed = restartOnly(running.settings(), next.settings());
    if (!fixed.isEmpty()) {
      end(
          "ERR validate: only a restart can change "
              + String.join(", ", fixed)
              + ": nothing was changed");
      return running;
    }
    try {
      module.reconfigure(next);
    } catch (PacketFrameException e) {
      end("ERR module: " + e.getMessage());
      return running;
    }
    journal.listenFrom(next.settings().logLevel());
    end("OK");
    return next;
  }

  private static List<String> restartOnly(GlobalSettings running, GlobalSettings next) {
    List<String> differences = new ArrayList<>();
    if (!running.metricsTextfile().equals(next.metricsTextfile())) {
      differences.add("metrics-textfile");
    }
    if (!running.bpffsRoot().equals(next.bpffsRoot())) {
      differences.add("bpffs-root");
    }
    if (!running.stateDir().equals(next.stateDir())) {
      differences.add("state-dir");
    }
    if (!running.attachSettleTime().equals(next.attachSettleTime())) {
      differences.add("attach-settle-time");
    }
    return differences;
  }

  private void end(String outcome) {
    String text = Printable.escaped(outcome);
    if (text.equals("OK")) {
      journal.info("the config was read again and applied");
    } else {
      journal.warn("the config was not applied: " + text);
    }
    try {
      directory.write(StateFiles.RELOAD_MARKER, text + " " + wallClockNanos() + "\n");
    } catch (StateException e) {
      journal.warn(e.getMessage());
    }
  }

  private static long wallClockNanos() {
    return System.currentTimeMillis() * 1_000_000;
  }
}
