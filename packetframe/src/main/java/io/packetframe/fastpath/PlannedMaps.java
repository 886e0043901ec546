package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.config.Config;
import io.packetframe.config.ModuleSection;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.module.Journal;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;
import java.util.Map;

/** Maps of the trace's own, filled as {@code run} with that config would fill them now. */
final class PlannedMaps implements TraceMaps {
  private final Syscalls syscalls;
  private final DesiredMaps desired;
  private final Journal journal;

  private PlannedMaps(Syscalls syscalls, DesiredMaps desired, Journal journal) {
    this.syscalls = syscalls;
    this.desired = desired;
    this.journal = journal;
  }

  /**
   * Plans them.
   *
   * @param journal learns what is left out
   * @throws FastPathException if {@code run} would not start for what the config says
   */
  static PlannedMaps of(
      Syscalls syscalls, HostFiles files, Config config, NetworkState network, Journal journal)
      throws FastPathException {
    ModuleSection section = FastPath.sectionOf(config);
    List<AttachedPort> ports = new Ports(syscalls, files, network, journal).planned(section);
    DesiredMaps desired =
        DesiredMaps.of(
            section, network, ports, HostLimits.STATED, KernelVlans.areAnswered(syscalls));
    FastPath.requireWhole(desired);
    return new PlannedMaps(syscalls, desired, journal);
  }

  @Override
  public LoadOptions options(boolean ownIngress) {
    return MapSizes.options(MapSizes.roomFor(desired.host()));
  }

  @Override
  public void fill(LoadedStages loaded) throws PacketFrameException {
    MapAccess maps = new MapAccess(loaded.object()::map);
    ShortcutMap shortcuts = new ShortcutMap(syscalls, loaded.object().map(ShortcutMap.NAME));
    List<BpfException> refused = new MapUpkeep(maps, shortcuts, journal).apply(desired);
    if (!refused.isEmpty()) {
      throw refused.getFirst();
    }
  }

  @Override
  public Map<IngressKey, Integer> ingress() {
    return desired.contents().of(FastPathMap.INGRESS);
  }

  @Override
  public Map<Integer, Integer> quirks() {
    return desired.contents().of(FastPathMap.PORT_QUIRKS);
  }
}
