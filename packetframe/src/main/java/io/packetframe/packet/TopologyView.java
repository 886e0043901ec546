package io.packetframe.packet;

import io.packetframe.config.Config;
import io.packetframe.config.FastPathDirective.BridgeResolve;
import io.packetframe.config.Switch;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the data path would know about a {@link Topology}. */
final class TopologyView implements HostView {
  private static final int ETHERNET = 14;
  private static final int MAX_TAGS = 2;

  private final Topology topology;
  private final boolean throughBridges;

  TopologyView(Topology topology, Config config) {
    this.topology = topology;
    throughBridges =
        config.fastPath().stream()
            .flatMap(section -> section.all(BridgeResolve.class).stream())
            .noneMatch(directive -> directive.value() == Switch.OFF);
  }

  @Override
  public Ingress ingress(InterfaceName port, List<Vlan> vlans, MacAddress destination) {
    if (!(topology.devices().get(port) instanceof Device.Port physical)) {
      return new Ingress.NotConfigured();
    }
    Device device = physical;
    for (Vlan vlan : vlans) {
      Optional<Device> above = vlanDevice(device.name(), vlan);
      if (above.isEmpty()) {
        return new Ingress.UnknownVlan();
      }
      device = above.get();
    }
    Optional<Device.Bridge> bridge = topology.bridgeOf(device.name());
    for (Device other : topology.devices().values()) {
      if (other instanceof Device.Macvlan macvlan
          && macvlan.lower().equals(device.name())
          && macvlan.up()
          && macvlan.mac().equals(destination)) {
        return new Ingress.Device(macvlan.name());
      }
    }
    boolean own =
        destination.equals(physical.mac())
            || destination.equals(device.mac())
            || bridge.filter(Device::up).map(Device::mac).filter(destination::equals).isPresent();
    if (!own) {
      return new Ingress.NotOurs();
    }
    return new Ingress.Device(bridge.filter(Device::up).map(Device::name).orElse(device.name()));
  }

  private Optional<Device> vlanDevice(InterfaceName lower, Vlan vlan) {
    for (Device device : topology.devices().values()) {
      if (device instanceof Device.VlanDevice above
          && above.lower().equals(lower)
          && above.vlan().equals(vlan)
          && above.up()) {
        return Optional.of(above);
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Egress> egress(InterfaceName routeDevice) {
    List<EgressTag> tags = new ArrayList<>();
    Device device = topology.device(routeDevice);
    int mtu = Integer.MAX_VALUE;
    while (!(device instanceof Device.Port)) {
      mtu = Math.min(mtu, device.mtu());
      switch (device) {
        case Device.VlanDevice vlan -> {
          tags.addFirst(new EgressTag(vlan.vlan(), vlan.priorities()));
          device = topology.device(vlan.lower());
        }
        case Device.Bridge bridge -> {
          if (!throughBridges || !isShort(bridge)) {
            return Optional.empty();
          }
          device = topology.device(bridge.members().getFirst());
        }
        case Device.Macvlan _, Device.Port _ -> {
          return Optional.empty();
        }
      }
    }
    Device.Port port = (Device.Port) device;
    if (!port.redirectTarget() || tags.size() > MAX_TAGS) {
      return Optional.empty();
    }
    return Optional.of(new Egress(port.name(), tags, mtu, port.mtu() + ETHERNET + VlanTag.BYTES));
  }

  /** A bridge with nothing to decide: one member, which is a VLAN device that changes no PCP. */
  private boolean isShort(Device.Bridge bridge) {
    return !bridge.filtering()
        && bridge.members().size() == 1
        && topology.device(bridge.members().getFirst()) instanceof Device.VlanDevice member
        && member.priorities().equals(TopologyText.SAME_PRIORITIES)
        && bridge.mtu() >= member.mtu();
  }

  @Override
  public boolean isLocal(IpAddress address) {
    return topology.addresses().stream().anyMatch(own -> own.address().equals(address));
  }
}
