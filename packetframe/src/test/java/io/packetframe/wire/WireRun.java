package io.packetframe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.config.Config;
import io.packetframe.config.ConfigParser;
import io.packetframe.config.LogLevel;
import io.packetframe.fastpath.FastPath;
import io.packetframe.fastpath.FastPathForm;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.ReceiveVlanOffload;
import io.packetframe.host.linux.TransmitOffload;
import io.packetframe.module.Journal;
import io.packetframe.module.Pause;
import io.packetframe.module.Sample;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.Links;
import io.packetframe.testing.LockedMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The whole matrix through one form of the data path, as an operator would run it. */
final class WireRun {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final List<String> said = new ArrayList<>();
  private final boolean vlans;
  private boolean asksTheKernel;

  /**
   * Makes a run.
   *
   * @param vlans whether there are VLAN devices; cells that need one are left out where not
   */
  WireRun(boolean vlans) {
    this.vlans = vlans;
  }

  /** Runs in the network namespace of this thread; pins below the folder, which is a bpffs. */
  List<Result> through(FastPathForm form, Path bpffs) throws Exception {
    LockedMemory.lift();
    said.clear();
    asksTheKernel = false;
    try (PassProgram _ = PassProgram.on(syscalls, List.of("end0", "end1"));
        FastPath fastPath =
            new FastPath(syscalls, HostFiles.ofThisHost(), config(bpffs), form, journal())) {
      fastPath.load();
      fastPath.attach(Pause.uninterrupted());
      List<Result> results = new ArrayList<>();
      try {
        requireOffloads(false);
        for (Way way : Way.values()) {
          results.addAll(by(way));
        }
        requireCounts(fastPath.samples(), results);
      } finally {
        fastPath.detach();
      }
      requireOffloads(true);
      requireWarnings();
      return results;
    }
  }

  /** Whether the kernel answered for VLAN devices in the last run. */
  boolean askedTheKernel() {
    return asksTheKernel;
  }

  /** Nobody redirects to the other devices: their ends have no program. */
  private static boolean isOfNoWire(String complaint) {
    return complaint.contains("cannot send frames that native XDP") && !complaint.startsWith("out");
  }

  private static Config config(Path bpffs) {
    StringBuilder text = new StringBuilder("global\n  bpffs-root ").append(bpffs);
    text.append("\n  attach-settle-time 0s\nmodule fast-path\n");
    for (Way way : Way.values()) {
      text.append("  attach ").append(way.port()).append(' ').append(way.mode().word());
      text.append('\n');
    }
    for (int group : List.of(0, 1)) {
      text.append("  allow-prefix 10.2").append(group).append(".0.0/16\n");
      text.append("  allow-prefix6 2001:db8:2").append(group).append("::/48\n");
    }
    return (Config) ConfigParser.parse(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Journal journal() {
    return new Journal() {
      @Override
      public void say(LogLevel level, String text) {
        if (level == LogLevel.WARN || level == LogLevel.ERROR) {
          said.add(text);
        }
        asksTheKernel |= text.contains("the kernel answers for VLAN devices");
      }

      @Override
      public void listenFrom(LogLevel level) {}
    };
  }

  /**
   * Attached, no port may take tags off and no sender may hand them over in metadata; afterwards
   * each is as it was found.
   */
  private void requireOffloads(boolean asFound) {
    for (Way way : Way.values()) {
      List<String> on = new ArrayList<>();
      on.addAll(ReceiveVlanOffload.read(syscalls, way.port()).optional().orElseThrow().on());
      on.addAll(TransmitOffload.read(syscalls, way.sender()).optional().orElseThrow().on());
      on.removeIf(feature -> !feature.contains("vlan") && asFound);
      assertThat(on).as("%s", way).hasSize(asFound && way.isAsFound() ? 4 : 0);
    }
  }

  private void requireWarnings() {
    assertThat(said.stream().filter(text -> !isOfNoWire(text))).isEmpty();
  }

  private List<Result> by(Way way) throws Exception {
    List<Cell> cells = new ArrayList<>(Cell.of(way));
    cells.removeIf(cell -> cell.needsDevices() && !vlans);
    try (Senders senders = new Senders();
        Captured passed = new Captured(Links.index(way.port()));
        Captured received = new Captured(Links.index(way.receiver()))) {
      for (Cell cell : cells) {
        senders.of(cell.sender()).send(cell.sent());
      }
      long passing = cells.stream().filter(cell -> !cell.isForwarded()).count();
      long leaving = cells.stream().filter(cell -> cell.in().isReceived()).count();
      await(passed, passing, received, leaving);
      List<Result> results = new ArrayList<>();
      for (Cell cell : cells) {
        results.add(Result.of(cell, passed.of(cell), received.of(cell)));
      }
      return results;
    }
  }

  private static void await(Captured passed, long passing, Captured received, long leaving) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while ((passed.look() < passing || received.look() < leaving) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    passed.look();
    received.look();
  }

  private static void requireCounts(List<Sample> samples, List<Result> results) {
    Map<String, Long> counters =
        samples.stream().collect(Collectors.toMap(Sample::name, Sample::value));
    long forwarded = results.stream().filter(it -> it.cell().isForwarded()).count();
    long unknown = results.stream().filter(it -> !it.cell().in().isReceived()).count();
    assertThat(counters).containsEntry("fwd_ok", forwarded);
    assertThat(counters).containsEntry("pass_unknown_vlan", unknown);
    // The kernels at both ends speak too, of their IPv6 groups and neighbours: never to our MAC, or
    // not in IP. Every frame of ours has both.
    long others =
        counters.getOrDefault("pass_not_ours", 0L) + counters.getOrDefault("pass_not_ip", 0L);
    assertThat(counters).containsEntry("rx_total", results.size() + others);
  }
}
