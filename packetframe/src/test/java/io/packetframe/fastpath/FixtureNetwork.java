package io.packetframe.fastpath;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.MacAddress;
import io.packetframe.packet.Device;
import io.packetframe.packet.FibAnswer;
import io.packetframe.packet.Route;
import io.packetframe.packet.Topology;
import io.packetframe.testing.Links;
import io.packetframe.testing.Links.RouteType;
import io.packetframe.testing.PrivateNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A topology as a network namespace: devices, addresses, neighbours, routes. Test runs change none
 * of it, so that cases can share one.
 */
final class FixtureNetwork implements AutoCloseable {
  private final PrivateNetwork network;
  private final Topology topology;
  private final Map<InterfaceName, Integer> indexes = new HashMap<>();

  private FixtureNetwork(PrivateNetwork network, Topology topology) {
    this.network = network;
    this.topology = topology;
  }

  static FixtureNetwork of(Topology topology) throws Exception {
    FixtureNetwork made = new FixtureNetwork(PrivateNetwork.open(), topology);
    try {
      made.network.call(
          () -> {
            made.build();
            return true;
          });
      return made;
    } catch (Exception | Error e) {
      made.close();
      throw e;
    }
  }

  Topology topology() {
    return topology;
  }

  PrivateNetwork network() {
    return network;
  }

  /** Returns 0 for a device that there is not. */
  int index(InterfaceName device) {
    return indexes.getOrDefault(device, 0);
  }

  private void build() throws IOException {
    sysctl("ipv4/ip_forward", true);
    sysctl("ipv6/conf/all/forwarding", true);
    int number = 0;
    for (Device device : topology.devices().values()) {
      String name = device.name().text();
      String peer = "peer" + number++;
      Links.newVeth(name, peer);
      Links.mtu(name, device.mtu());
      indexes.put(device.name(), Links.index(name));
      if (device.up()) {
        Links.up(peer, new MacAddress(0x0200_0000_ff00L + number));
        Links.up(name, device.mac());
      }
    }
    for (InterfaceName device : topology.notForwarding()) {
      sysctl("ipv4/conf/" + device + "/forwarding", false);
      sysctl("ipv6/conf/" + device + "/forwarding", false);
    }
    for (Topology.Address own : topology.addresses()) {
      Links.address(own.device().text(), own.address(), own.length());
    }
    for (Topology.Neighbour neighbour : topology.neighbours()) {
      Links.neighbour(neighbour.device().text(), neighbour.address(), neighbour.mac());
    }
    topology.routes().forEach(this::route);
  }

  private static void sysctl(String name, boolean on) throws IOException {
    Files.writeString(Path.of("/proc/sys/net", name), on ? "1" : "0");
  }

  private void route(Route route) {
    switch (route) {
      case Route.Out out ->
          Links.route(out.prefix(), out.via(), index(out.device()), out.mtu().orElse(0));
      case Route.Refusal refusal -> Links.refuse(refusal.prefix(), type(refusal.kind()));
      case Route.Local _ -> {}
    }
  }

  private static RouteType type(FibAnswer.Refused kind) {
    return RouteType.valueOf(kind.name());
  }

  @Override
  public void close() {
    network.close();
  }
}
