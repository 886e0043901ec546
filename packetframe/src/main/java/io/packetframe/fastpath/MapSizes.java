package io.packetframe.fastpath;

import io.packetframe.bpf.LoadOptions;
import java.util.Map;

/**
 * How large the maps are made. A size is for the life of the map, and the host changes: each map of
 * the host's devices and addresses has room for twice what there is now, up to the stated limit.
 * The lists of a config have at most 1,024 entries each, which is what their maps are compiled
 * with.
 */
final class MapSizes {
  /** What the objects are compiled with: never less. */
  private static final HostLimits SMALLEST = new HostLimits(1024, 256, 1024);

  private MapSizes() {}

  /** Returns the room that is made for a host. */
  static HostLimits roomFor(HostMaps host) {
    int devices =
        Math.max(
            host.egressPorts().size(),
            Math.max(host.vlanResolve().size(), host.redirectTargets().size()));
    int addresses = Math.max(host.local4().size(), host.local6().size());
    HostLimits most = HostLimits.STATED;
    return new HostLimits(
        room(host.ingress().size(), SMALLEST.ingress(), most.ingress()),
        room(devices, SMALLEST.devices(), most.devices()),
        room(addresses, SMALLEST.addresses(), most.addresses()));
  }

  private static int room(int entries, int smallest, int most) {
    return Math.clamp(2L * entries, smallest, most);
  }

  /** Returns options that give each map that depends on the host its size. */
  static LoadOptions options(HostLimits room) {
    LoadOptions options = LoadOptions.defaults();
    for (Map.Entry<String, Integer> size : entries(room).entrySet()) {
      options = options.entries(size.getKey(), size.getValue());
    }
    return options;
  }

  /** Returns the size of each of them, by name. */
  static Map<String, Integer> entries(HostLimits room) {
    return Map.of(
        FastPathMap.INGRESS.name(), room.ingress(),
        FastPathMap.VLAN_RESOLVE.name(), room.devices(),
        FastPathMap.EGRESS_PORTS.name(), room.devices(),
        FastPathMap.REDIRECT_DEVMAP.name(), room.devices(),
        FastPathMap.PORT_QUIRKS.name(), room.devices(),
        FastPathMap.MSS_CLAMP_BY_IFACE.name(), room.devices(),
        FastPathMap.LOCAL_V4.name(), room.addresses(),
        FastPathMap.LOCAL_V6.name(), room.addresses());
  }
}
