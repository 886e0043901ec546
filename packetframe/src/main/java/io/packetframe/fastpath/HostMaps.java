package io.packetframe.fastpath;

import io.packetframe.host.linux.NetworkState;
import io.packetframe.net.IpAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the maps hold that follows from the host. A function of its arguments: equal states give
 * equal maps.
 *
 * @param ingress of {@code INGRESS}
 * @param vlanResolve of {@code VLAN_RESOLVE}, by ifindex
 * @param egressPorts of {@code EGRESS_PORTS}, by ifindex
 * @param redirectTargets of {@code REDIRECT_DEVMAP}: ifindex to itself
 * @param local4 of {@code LOCAL_V4}; the value is 1
 * @param local6 of {@code LOCAL_V6}; the value is 1
 * @param problems what of the host is left out, in the order of the devices
 */
public record HostMaps(
    Map<IngressKey, Integer> ingress,
    Map<Integer, VlanEgress> vlanResolve,
    Map<Integer, EgressPort> egressPorts,
    Map<Integer, Integer> redirectTargets,
    Map<IpAddress, Integer> local4,
    Map<IpAddress, Integer> local6,
    List<HostProblem> problems) {
  /**
   * What of the configuration matters here.
   *
   * @param throughBridges directive {@code bridge-resolve}: whether a bridge with one VLAN device
   *     and nothing to decide is looked through
   * @param trustsPeers directive {@code accept-bypass peer-offloads}: whether the peers of veths in
   *     other network namespaces are as they have to be
   */
  public record Options(boolean throughBridges, boolean trustsPeers, HostLimits limits) {}

  /** Copies all, in order. */
  public HostMaps {
    ingress = copy(ingress);
    vlanResolve = copy(vlanResolve);
    egressPorts = copy(egressPorts);
    redirectTargets = copy(redirectTargets);
    local4 = copy(local4);
    local6 = copy(local6);
    problems = List.copyOf(problems);
  }

  private static <K, V> Map<K, V> copy(Map<K, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }

  /** Makes the contents for ports that are, or are to be, attached. */
  public static HostMaps of(NetworkState state, Collection<AttachedPort> ports, Options options) {
    return new HostMapsBuilder(state, ports, options).build();
  }
}
