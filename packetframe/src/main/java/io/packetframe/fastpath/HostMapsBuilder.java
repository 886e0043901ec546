package io.packetframe.fastpath;

import io.packetframe.fastpath.HostProblem.Kind;
import io.packetframe.host.linux.InterfaceAddress;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes {@link HostMaps}: one map after the other. */
final class HostMapsBuilder {
  private static final int PRESENT = 1;

  private final NetworkState state;
  private final Collection<AttachedPort> ports;
  private final HostMaps.Options options;
  private final Problems problems = new Problems();
  private final Devices devices;
  private final RedirectTargets targets;

  HostMapsBuilder(NetworkState state, Collection<AttachedPort> ports, HostMaps.Options options) {
    this.state = state;
    this.ports = ports;
    this.options = options;
    this.devices = new Devices(state);
    this.targets =
        new RedirectTargets(
            devices,
            ports.stream().anyMatch(AttachedPort::isNative),
            options.trustsPeers(),
            problems);
  }

  HostMaps build() {
    Map<IngressKey, Integer> ingress = ingress();
    Map<Integer, EgressPort> egressPorts = egressPorts();
    Map<Integer, Integer> redirectTargets = new LinkedHashMap<>();
    egressPorts.keySet().forEach(index -> redirectTargets.put(index, index));
    return new HostMaps(
        ingress,
        vlanResolve(),
        egressPorts,
        redirectTargets,
        local(FastPathMap.LOCAL_V4, Family.V4),
        local(FastPathMap.LOCAL_V6, Family.V6),
        problems.all());
  }

  private Map<IngressKey, Integer> ingress() {
    IngressWalk walk = new IngressWalk(devices, problems, options.limits().ingress());
    for (AttachedPort port : ports) {
      NetworkLink link = devices.find(port.index()).orElse(null);
      if (link == null) {
        problems.add(Kind.PORT_MISSING, "ifindex " + port.index(), "is gone");
      } else if (!link.isEthernet()) {
        problems.add(Kind.PORT_MISSING, link.name(), "has no Ethernet frames");
      } else {
        walk.from(link);
      }
    }
    return walk.entries();
  }

  private Map<Integer, EgressPort> egressPorts() {
    Map<Integer, EgressPort> entries = new LinkedHashMap<>();
    for (NetworkLink link : devices.all()) {
      targets.report(link);
      if (targets.contains(link)) {
        EgressPort port =
            new EgressPort(RedirectTargets.longestFrame(link), targets.sendsFragments(link));
        problems.put(
            FastPathMap.EGRESS_PORTS.name(),
            entries,
            options.limits().devices(),
            link.index(),
            port);
      }
    }
    return entries;
  }

  /** Where there is no room for all, VLAN devices come before bridges. */
  private Map<Integer, VlanEgress> vlanResolve() {
    EgressWalk walk = new EgressWalk(devices, targets, options.throughBridges(), problems);
    Map<Integer, VlanEgress> entries = new LinkedHashMap<>();
    for (String kind : List.of("vlan", "bridge")) {
      for (NetworkLink link : devices.all()) {
        if (link.kind().equals(kind)) {
          Optional<VlanEgress> way = walk.from(link);
          way.ifPresent(
              egress ->
                  problems.put(
                      FastPathMap.VLAN_RESOLVE.name(),
                      entries,
                      options.limits().devices(),
                      link.index(),
                      egress));
        }
      }
    }
    return entries;
  }

  private Map<IpAddress, Integer> local(FastPathMap<IpAddress, Integer> map, Family family) {
    Map<IpAddress, Integer> entries = new LinkedHashMap<>();
    for (InterfaceAddress own : state.addresses()) {
      if (own.address().family() == family) {
        problems.put(map.name(), entries, options.limits().addresses(), own.address(), PRESENT);
      }
    }
    return entries;
  }
}
