package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.NotSupportedException;
import io.packetframe.bpf.TestRun;
import io.packetframe.bpf.TestRunResult;
import io.packetframe.bpf.UpdateMode;
import io.packetframe.bpf.XdpContext;
import io.packetframe.config.Config;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.module.Journal;
import io.packetframe.module.Sample;
import io.packetframe.packet.Bytes;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs a frame through a private build of the data path that writes its decisions down. The kernel
 * runs it (BPF_PROG_TEST_RUN), asks its own routes and neighbours, and sends nothing. Nothing is
 * attached or pinned, and all that is written to is the trace's own.
 */
public final class PacketTrace {
  /** The ifindex of {@code lo} in every network namespace. */
  private static final int LOOPBACK = 1;

  private final Syscalls syscalls;
  private final TraceMaps maps;
  private final Optional<Stages> form;

  private PacketTrace(Syscalls syscalls, TraceMaps maps, Optional<Stages> form) {
    this.syscalls = syscalls;
    this.maps = maps;
    this.form = form;
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
   */
  public static PacketTrace planned(
      Syscalls syscalls,
      HostFiles files,
      Config config,
      NetworkState network,
      Optional<Stages> forced,
      Journal journal)
      throws FastPathException {
    return new PacketTrace(
        syscalls, PlannedMaps.of(syscalls, files, config, network, journal), forced);
  }

  /**
   * Runs a frame.
   *
   * @param port ifindex of the device that it comes from
   * @param frame from its destination MAC address on, at least 14 bytes
   * @throws PacketFrameException if the kernel refuses
   */
  public Traced run(int port, byte[] frame) throws PacketFrameException {
    try {
      return run(port, frame, true);
    } catch (NotSupportedException _) {
      // Before 5.15 a test run has no port: it comes from loopback.
      return run(port, frame, false);
    }
  }

  private Traced run(int port, byte[] frame, boolean fromPort) throws PacketFrameException {
    try (LoadedStages loaded = StageLoader.traced(syscalls, maps.options(!fromPort)).load(form)) {
      maps.fill(loaded);
      TestRun run = TestRun.of(frame);
      if (fromPort) {
        run = run.with(new XdpContext(0, port, 0));
      } else {
        takeForLoopback(port, loaded);
      }
      return read(loaded, frame, fromPort, loaded.entry().testRun(run));
    }
  }

  /** What is known of the port is known of loopback too, in maps of our own. */
  private void takeForLoopback(int port, LoadedStages loaded) throws PacketFrameException {
    var ingress = FastPathMap.INGRESS.in(loaded.object());
    for (Map.Entry<IngressKey, Integer> entry : maps.ingress().entrySet()) {
      IngressKey key = entry.getKey();
      if (key.port() == port) {
        ingress.update(
            new IngressKey(LOOPBACK, key.tags(), key.mac()), entry.getValue(), UpdateMode.ANY);
      }
    }
    Integer quirks = maps.quirks().get(port);
    if (quirks != null) {
      FastPathMap.PORT_QUIRKS.in(loaded.object()).update(LOOPBACK, quirks, UpdateMode.ANY);
    }
  }

  private static Traced read(
      LoadedStages loaded, byte[] frame, boolean fromPort, TestRunResult result)
      throws PacketFrameException {
    BpfObject object = loaded.object();
    List<Sample> moved =
        Counters.read(object.map(Counters.MAP)).stream()
            .filter(counter -> counter.value() != 0)
            .toList();
    return new Traced(
        loaded.stages(),
        loaded.takesFragments(),
        fromPort,
        XdpAction.of(result.verdict()),
        TraceLog.read(object.map(TraceLog.MAP)),
        moved,
        Bytes.of(result.packet()),
        ListedPrefixes.of(frame, object));
  }
}
