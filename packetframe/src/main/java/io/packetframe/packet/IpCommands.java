package io.packetframe.packet;

import io.packetframe.net.IpAddress.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link Topology} as the lines of {@code ip -batch}, for ports that exist. */
final class IpCommands {
  private final Topology topology;
  private final List<String> lines = new ArrayList<>();

  IpCommands(Topology topology) {
    this.topology = topology;
  }

  List<String> lines() {
    for (Device device : topology.devices().values()) {
      add(device);
    }
    for (Device device : topology.devices().values()) {
      if (device instanceof Device.Bridge bridge) {
        bridge
            .members()
            .forEach(member -> lines.add("link set " + member + " master " + bridge.name()));
      }
    }
    for (Device device : topology.devices().values()) {
      if (device.up()) {
        lines.add("link set " + device.name() + " up");
      }
    }
    for (Topology.Address address : topology.addresses()) {
      // Without nodad an IPv6 address is tentative for a second, and no address of ours till then.
      boolean v6 = address.address().family() == Family.V6;
      lines.add(
          "address add "
              + address.address()
              + "/"
              + address.length()
              + " dev "
              + address.device()
              + (v6 ? " nodad" : ""));
    }
    for (Topology.Neighbour neighbour : topology.neighbours()) {
      lines.add(
          "neighbour replace "
              + neighbour.address()
              + " lladdr "
              + neighbour.mac()
              + " nud permanent dev "
              + neighbour.device());
    }
    topology.routes().forEach(this::add);
    return List.copyOf(lines);
  }

  private void add(Device device) {
    String name = device.name().text();
    switch (device) {
      case Device.Port _ -> {}
      case Device.VlanDevice vlan -> {
        // A device gets the MTU that is asked for only where the one below has room for it.
        lines.add(
            "link add link "
                + vlan.lower()
                + " name "
                + name
                + " type vlan proto "
                + (vlan.vlan().tpid() == VlanTag.SERVICE ? "802.1ad" : "802.1Q")
                + " id "
                + vlan.vlan().vid()
                + qosMap(vlan));
      }
      case Device.Bridge bridge ->
          lines.add(
              "link add name "
                  + name
                  + " type bridge vlan_filtering "
                  + (bridge.filtering() ? 1 : 0)
                  + " mcast_snooping 0");
      case Device.Macvlan macvlan ->
          lines.add("link add link " + macvlan.lower() + " name " + name + " type macvlan");
    }
    lines.add("link set " + name + " address " + device.mac());
    lines.add("link set " + name + " mtu " + device.mtu());
  }

  /** A device without a map keeps what came; a map of the kernel sends 0 for what it lacks. */
  private static String qosMap(Device.VlanDevice vlan) {
    if (vlan.priorities().equals(TopologyText.SAME_PRIORITIES)) {
      return "";
    }
    StringBuilder map = new StringBuilder(" egress-qos-map");
    for (int came = 0; came < vlan.priorities().size(); came++) {
      if (vlan.priorities().get(came) != 0) {
        map.append(' ').append(came).append(':').append(vlan.priorities().get(came));
      }
    }
    return map.toString();
  }

  private void add(Route route) {
    switch (route) {
      case Route.Out out ->
          lines.add(
              "route add "
                  + out.prefix()
                  + (out.via().isPresent() ? " via " + out.via().get() : "")
                  + " dev "
                  + out.device()
                  + (out.mtu().isPresent() ? " mtu " + out.mtu().getAsInt() : ""));
      case Route.Refusal refusal ->
          lines.add(
              "route add "
                  + refusal.kind().name().toLowerCase(Locale.ROOT)
                  + " "
                  + refusal.prefix());
      case Route.Local _ -> {}
    }
  }
}
