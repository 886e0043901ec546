package io.packetframe.packet;

import io.packetframe.config.Config;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.MacAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A small router: what a test needs of a host, for a model to reason about and for a kernel to be
 * set up as ({@link #commands}).
 *
 * @param devices by name, each below those that stand on it
 * @param addresses of this host, each with the network around it
 * @param routes besides those that addresses bring
 * @param neighbours the MAC addresses of next hops
 * @param notForwarding devices that the kernel forwards nothing from
 */
public record Topology(
    Map<InterfaceName, Device> devices,
    List<Address> addresses,
    List<Route> routes,
    List<Neighbour> neighbours,
    Set<InterfaceName> notForwarding) {

  /**
   * An address of this host.
   *
   * @param length of the network around it
   */
  public record Address(IpAddress address, int length, InterfaceName device) {}

  /** A next hop whose MAC address is known. */
  public record Neighbour(IpAddress address, InterfaceName device, MacAddress mac) {}

  /** Keeps the order of the devices. */
  public Topology {
    devices = Collections.unmodifiableMap(new LinkedHashMap<>(devices));
    addresses = List.copyOf(addresses);
    routes = List.copyOf(routes);
    neighbours = List.copyOf(neighbours);
    notForwarding = Set.copyOf(notForwarding);
  }

  /** Returns a device that is known to be there. */
  public Device device(InterfaceName name) {
    Device device = devices.get(name);
    if (device == null) {
      throw new IllegalArgumentException("there is no device " + name);
    }
    return device;
  }

  /** Returns the physical devices. */
  public List<Device.Port> ports() {
    List<Device.Port> ports = new ArrayList<>();
    for (Device device : devices.values()) {
      if (device instanceof Device.Port port) {
        ports.add(port);
      }
    }
    return List.copyOf(ports);
  }

  /** Returns the bridge that a device is a port of. */
  Optional<Device.Bridge> bridgeOf(InterfaceName member) {
    for (Device device : devices.values()) {
      if (device instanceof Device.Bridge bridge && bridge.members().contains(member)) {
        return Optional.of(bridge);
      }
    }
    return Optional.empty();
  }

  /** Returns all routes, those of the addresses first. */
  List<Route> allRoutes() {
    List<Route> all = new ArrayList<>();
    for (Address address : addresses) {
      int bits = address.address().family().bits();
      all.add(new Route.Local(new IpPrefix(address.address(), bits)));
      all.add(
          new Route.Out(
              new IpPrefix(address.address(), address.length()),
              Optional.empty(),
              address.device(),
              OptionalInt.empty()));
    }
    all.addAll(routes);
    return all;
  }

  /** Returns what the data path would know about this host with this config. */
  public HostView view(Config config) {
    return new TopologyView(this, config);
  }

  /** Returns how a kernel that is set up as this would answer. */
  public Fib fib() {
    return new TopologyFib(this);
  }

  /**
   * Returns the lines for {@code ip -batch} that set up a network namespace as this, where each
   * port exists already. Forwarding must be switched on, and off for {@link #notForwarding}.
   */
  public List<String> commands() {
    return new IpCommands(this).lines();
  }
}
