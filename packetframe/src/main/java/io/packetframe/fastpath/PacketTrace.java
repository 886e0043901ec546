package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.NotSupportedException;
import io.packetframe.bpf.TestRun;
import io.packetframe.bpf.TestRunResult;
import io.packetframe.bpf.XdpContext;
import io.packetframe.config.Config;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.module.Journal;
import io.packetframe.module.Sample;
import io.packetframe.packet.Bytes;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs frames through a private build of the data path that writes its decisions down. The kernel
 * runs it (BPF_PROG_TEST_RUN), asks its own routes and neighbours, and sends nothing. Nothing is
 * attached or pinned, and all that is written to is the trace's own. For one thread.
 */
public final class PacketTrace implements AutoCloseable {
  private final Syscalls syscalls;
  private final TraceMaps maps;
  private final Optional<Stages> form;
  private LoadedStages loaded;
  private Optional<LoopbackIngress> loopback = Optional.empty();

  private PacketTrace(Syscalls syscalls, TraceMaps maps, Optional<Stages> form)
      throws PacketFrameException {
    this.syscalls = syscalls;
    this.maps = maps;
    this.form = form;
    this.loaded = load(false);
  }

  /**
   * Returns a trace with the maps of the fast path that is pinned.
   *
   * @param pinned its form
   * @param forced another form to run; empty: the same
   * @throws FastPathException if it is of another build than this
   * @throws PacketFrameException if the kernel refuses
   */
  public static PacketTrace live(
      Syscalls syscalls, PinLayout layout, Stages pinned, Optional<Stages> forced)
      throws PacketFrameException {
    LiveMaps maps = new LiveMaps(syscalls, layout);
    maps.requireOurs(pinned);
    return new PacketTrace(syscalls, maps, Optional.of(forced.orElse(pinned)));
  }

  /**
   * Returns a trace with maps as {@code run} would fill them.
   *
   * @param forced the only form to run; empty: what the verifier takes
   * @param journal learns what of the host is left out
   * @throws FastPathException if {@code run} would not start for what the config says
   * @throws PacketFrameException if the kernel refuses
   */
  public static PacketTrace planned(
      Syscalls syscalls,
      HostFiles files,
      Config config,
      NetworkState network,
      Optional<Stages> forced,
      Journal journal)
      throws PacketFrameException {
    return new PacketTrace(
        syscalls, PlannedMaps.of(syscalls, files, config, network, journal), forced);
  }

  private LoadedStages load(boolean ownIngress) throws PacketFrameException {
    LoadedStages fresh = StageLoader.traced(syscalls, maps.options(ownIngress)).load(form);
    try {
      maps.fill(fresh);
      return fresh;
    } catch (PacketFrameException e) {
      fresh.close();
      throw e;
    }
  }

  /**
   * Runs a frame.
   *
   * @param port ifindex of the device that it comes from
   * @param frame from its destination MAC address on, at least 14 bytes
   * @throws PacketFrameException if the kernel refuses
   */
  public Traced run(int port, byte[] frame) throws PacketFrameException {
    TestRun run = TestRun.of(frame);
    if (loopback.isEmpty()) {
      try {
        return traced(frame, run.with(new XdpContext(0, port, 0)));
      } catch (NotSupportedException _) {
        // Before 5.15 a test run has no port: it comes from loopback.
        LoadedStages fresh = load(true);
        loaded.close();
        loaded = fresh;
        loopback = Optional.of(new LoopbackIngress(maps, fresh.object()));
      }
    }
    loopback.get().standFor(port);
    return traced(frame, run);
  }

  private Traced traced(byte[] frame, TestRun run) throws PacketFrameException {
    BpfObject object = loaded.object();
    BpfMap counters = object.map(Counters.MAP);
    TraceLog.empty(object.map(TraceLog.MAP));
    List<Sample> before = Counters.read(counters);
    TestRunResult result = loaded.entry().testRun(run);
    return new Traced(
        loaded.stages(),
        loaded.takesFragments(),
        loopback.isEmpty(),
        XdpAction.of(result.verdict()),
        TraceLog.read(object.map(TraceLog.MAP)),
        moved(before, Counters.read(counters)),
        Bytes.of(result.packet()),
        ListedPrefixes.of(frame, object));
  }

  private static List<Sample> moved(List<Sample> before, List<Sample> after) {
    List<Sample> moved = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      long by = after.get(i).value() - before.get(i).value();
      if (by != 0) {
        moved.add(new Sample(after.get(i).name(), by));
      }
    }
    return moved;
  }

  @Override
  public void close() {
    loaded.close();
  }
}
