package io.packetframe.fastpath;

import io.packetframe.config.FastPathDirective.BridgeResolve;
import io.packetframe.config.ModuleSection;
import io.packetframe.config.Switch;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the maps should hold, from the config and the host. Pure: the same two give the same maps.
 *
 * @param contents of all maps
 * @param host what of it follows from the host alone
 * @param unmet what the config asks for and no map can hold, one sentence each
 */
record DesiredMaps(MapContents contents, HostMaps host, List<String> unmet) {
  /** Bit 0 of PORT_QUIRKS: the driver shows frames 128 bytes too early. */
  private static final int HEAD_SHIFT = 1;

  DesiredMaps {
    unmet = List.copyOf(unmet);
  }

  /**
   * Makes them.
   *
   * @param ports that are attached, or are going to be
   * @param room for how much of the host the maps were made
   * @param kernelVlans whether the kernel's FIB lookup answers for VLAN devices, and may
   */
  static DesiredMaps of(
      ModuleSection section,
      NetworkState network,
      List<AttachedPort> ports,
      HostLimits room,
      boolean kernelVlans) {
    HostMaps host =
        HostMaps.of(
            network,
            ports,
            new HostMaps.Options(
                looksThroughBridges(section), PortOffloads.trustsPeers(section), room));
    ConfigMaps config =
        new ConfigMaps(section, name -> network.link(name.text()).map(NetworkLink::index));
    MapContents contents =
        new MapContents()
            .with(FastPathMap.INGRESS, host.ingress())
            .with(FastPathMap.VLAN_RESOLVE, host.vlanResolve())
            .with(FastPathMap.EGRESS_PORTS, host.egressPorts())
            .with(FastPathMap.REDIRECT_DEVMAP, host.redirectTargets())
            .with(FastPathMap.LOCAL_V4, host.local4())
            .with(FastPathMap.LOCAL_V6, host.local6())
            .with(FastPathMap.PORT_QUIRKS, quirks(section, ports));
    boolean vlanLookup = kernelVlans && KernelVlans.answerAsWeDo(network, host);
    return new DesiredMaps(
        config.withConfig(config.addTo(contents), vlanLookup), host, config.problems());
  }

  /** Tells whether the kernel's FIB lookup answers for VLAN devices in place of our map. */
  boolean asksTheKernelForVlans() {
    FastPathConfig config = contents.of(FastPathMap.CFG).get(0);
    return config != null && config.flags().contains(FastPathConfig.Flag.VLAN_LOOKUP);
  }

  /** Returns what had to be left out, one sentence each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>(unmet);
    host.problems().forEach(problem -> problems.add(problem.text()));
    return problems;
  }

  /**
   * Returns those of them that break what the config asks for: a clamp, or more than there is room.
   */
  List<String> broken() {
    List<String> broken = new ArrayList<>(unmet);
    for (HostProblem problem : host.problems()) {
      if (problem.kind() == HostProblem.Kind.OVER_LIMIT) {
        broken.add(problem.text());
      }
    }
    return broken;
  }

  private static boolean looksThroughBridges(ModuleSection section) {
    return section.all(BridgeResolve.class).stream().noneMatch(it -> it.value() == Switch.OFF);
  }

  /** Generic mode sees frames behind the driver, where they are whole. */
  private static Map<Integer, Integer> quirks(ModuleSection section, List<AttachedPort> ports) {
    Map<Integer, Integer> quirks = new LinkedHashMap<>();
    if (RestartOnly.headShift(section) == Switch.ON) {
      for (AttachedPort port : ports) {
        if (port.isNative()) {
          quirks.put(port.index(), HEAD_SHIFT);
        }
      }
    }
    return quirks;
  }
}
