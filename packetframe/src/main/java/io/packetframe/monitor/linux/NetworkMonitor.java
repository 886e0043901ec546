package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.PerCpuSum;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Readout;
import io.packetframe.monitor.Target;
import io.packetframe.monitor.Target.Direction;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The frames of one interface in both directions. */
final class NetworkMonitor extends ProgramsMonitor {
  private static final String INGRESS = "net_ingress";

  private final InterfaceName interfaceName;
  private final Optional<PassedProgram> passed;

  private NetworkMonitor(
      LoadedPrograms programs, InterfaceName interfaceName, Optional<PassedProgram> passed) {
    super(programs);
    this.interfaceName = interfaceName;
    this.passed = passed;
  }

  static NetworkMonitor on(LinuxMonitors platform, InterfaceName name) throws PacketFrameException {
    int index = WatchedInterface.index(platform.syscalls(), name);
    Optional<PassedProgram> passed = PassedProgram.on(platform.syscalls(), name, index);
    LoadedPrograms programs =
        passed.isPresent() ? passed.get().watch(platform) : ownIngress(platform, name);
    try {
      programs.attach(new Target.Frames(name, Direction.EGRESS));
      return new NetworkMonitor(programs, name, passed);
    } catch (PacketFrameException e) {
      programs.close();
      throw e;
    }
  }

  private static LoadedPrograms ownIngress(LinuxMonitors platform, InterfaceName name)
      throws PacketFrameException {
    LoadedPrograms programs =
        load(platform, LoadOptions.defaults(), options -> options.section(INGRESS, "xdp.frags"));
    try {
      programs.attach(new Target.Frames(name, Direction.INGRESS));
      return programs;
    } catch (PacketFrameException e) {
      programs.close();
      throw e;
    }
  }

  /**
   * Loads for frames of several buffers where the kernel has them (5.18): drivers want to hear of
   * it, and their length is asked for.
   */
  static LoadedPrograms load(
      LinuxMonitors platform, LoadOptions options, UnaryOperator<LoadOptions> ofSeveralBuffers)
      throws PacketFrameException {
    try {
      return LoadedPrograms.load(
          platform,
          ShippedMonitor.NETWORK.source(Map.of("has_frags", 1L)),
          ofSeveralBuffers.apply(options));
    } catch (BpfException e) {
      if (!e.errno().equals(Errno.EINVAL)) {
        throw e;
      }
      return LoadedPrograms.load(platform, ShippedMonitor.NETWORK.source(Map.of()), options);
    }
  }

  @Override
  public Readout read() throws PacketFrameException {
    if (passed.isPresent()) {
      passed.get().requireInPlace();
    }
    long now = System.nanoTime();
    List<Measurement> all = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      String map = direction.name();
      Map<String, String> labels =
          Map.of("interface", interfaceName.text(), "direction", map.toLowerCase(Locale.ROOT));
      long[] sum = PerCpuSum.of(programs().blocks(map));
      all.addAll(programs().layout(map).measurements(sum, labels, List.of()));
    }
    return new Readout(now, all);
  }
}
