package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.PerCpuSum;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Readout;
import io.packetframe.monitor.Target;
import io.packetframe.monitor.Target.Direction;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.Errno;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The frames of one interface in both directions. */
final class NetworkMonitor implements Monitor {
  private final LoadedPrograms programs;
  private final InterfaceName interfaceName;

  private NetworkMonitor(LoadedPrograms programs, InterfaceName interfaceName) {
    this.programs = programs;
    this.interfaceName = interfaceName;
  }

  static NetworkMonitor on(LinuxMonitors platform, InterfaceName name) throws PacketFrameException {
    LoadedPrograms programs = load(platform);
    try {
      for (Direction direction : Direction.values()) {
        programs.attach(new Target.Frames(name, direction));
      }
      return new NetworkMonitor(programs, name);
    } catch (PacketFrameException e) {
      programs.close();
      throw e;
    }
  }

  /** Frames of several buffers where the kernel has them (5.18): drivers want to hear of it. */
  private static LoadedPrograms load(LinuxMonitors platform) throws PacketFrameException {
    try {
      return LoadedPrograms.load(
          platform,
          ShippedMonitor.NETWORK.source(Map.of("has_frags", 1L)),
          LoadOptions.defaults().section("net_ingress", "xdp.frags"));
    } catch (BpfException e) {
      if (!e.errno().equals(Errno.EINVAL)) {
        throw e;
      }
      return LoadedPrograms.load(
          platform, ShippedMonitor.NETWORK.source(Map.of()), LoadOptions.defaults());
    }
  }

  @Override
  public void attach(Target target) throws PacketFrameException {
    programs.attach(target);
  }

  @Override
  public Readout read() throws PacketFrameException {
    long now = System.nanoTime();
    List<Measurement> all = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      String map = direction.name();
      Map<String, String> labels =
          Map.of("interface", interfaceName.text(), "direction", map.toLowerCase(Locale.ROOT));
      long[] sum = PerCpuSum.of(programs.blocks(map));
      all.addAll(programs.layout(map).measurements(sum, labels, List.of()));
    }
    return new Readout(now, all);
  }

  @Override
  public List<String> remarks() {
    return programs.remarks();
  }

  @Override
  public void close() {
    programs.close();
  }
}
