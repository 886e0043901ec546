package io.packetframe.fastpath;

import io.packetframe.host.linux.InterfaceAddress;
import io.packetframe.host.linux.LinkDetails;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkLink.BridgePort;
import io.packetframe.host.linux.NetworkLink.Parent;
import io.packetframe.host.linux.NetworkLink.XdpFeatures;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.host.linux.OperationalState;
import io.packetframe.net.MacAddress;
import io.packetframe.net.VlanId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A network state written by hand: devices get indexes from 2 on, and MAC addresses by them. */
final class HandHost {
  static final HostMaps.Options OPTIONS = new HostMaps.Options(true, false, HostLimits.STATED);

  /** NETDEV_XDP_ACT_NDO_XMIT and _SG. */
  private static final long TRANSMITS = 1 << 2 | 1 << 6;

  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final List<InterfaceAddress> addresses = new ArrayList<>();

  /** A device to be; fields are the test's to change. */
  static final class Draft {
    final int index;
    final String name;
    int type = 1;
    String kind = "";
    Optional<MacAddress> mac;
    int mtu = 1500;
    boolean up = true;
    OperationalState state = OperationalState.UP;
    int master;
    Optional<Parent> parent = Optional.empty();
    LinkDetails details = new LinkDetails.None();
    Optional<BridgePort> bridgePort = Optional.empty();
    Optional<XdpFeatures> xdp = Optional.of(new XdpFeatures(0));
    boolean runsNativeXdp;

    Draft(int index, String name) {
      this.index = index;
      this.name = name;
      this.mac = Optional.of(new MacAddress(0x0200_0000_0000L + index));
    }

    NetworkLink link() {
      return new NetworkLink(
          index,
          name,
          List.of(),
          type,
          kind,
          mac,
          mtu,
          up,
          state,
          master,
          parent,
          details,
          bridgePort,
          xdp,
          runsNativeXdp);
    }

    Draft down() {
      up = false;
      state = OperationalState.DOWN;
      return this;
    }

    Draft mtu(int bytes) {
      mtu = bytes;
      return this;
    }
  }

  /** A device of a kind that has no details. */
  Draft add(String name, String kind) {
    Draft draft = new Draft(drafts.size() + 2, name);
    draft.kind = kind;
    drafts.put(name, draft);
    return draft;
  }

  /** Hardware that can send all that is redirected to it. */
  Draft port(String name) {
    Draft draft = add(name, "");
    draft.xdp = Optional.of(new XdpFeatures(TRANSMITS));
    return draft;
  }

  Draft vlan(String name, String lower, int vid) {
    return vlan(name, lower, new VlanId(VlanId.CUSTOMER, vid), Map.of());
  }

  Draft serviceVlan(String name, String lower, int vid) {
    return vlan(name, lower, new VlanId(VlanId.SERVICE, vid), Map.of());
  }

  Draft vlan(String name, String lower, VlanId vlan, Map<Integer, Integer> priorities) {
    Draft draft = above(name, lower, "vlan");
    SortedMap<Integer, Integer> sent = new TreeMap<>(priorities);
    draft.details = new LinkDetails.Vlan(vlan.tpid(), vlan.vid(), 1, new TreeMap<>(), sent);
    return draft;
  }

  Draft macvlan(String name, String lower, LinkDetails.Macvlan.Mode mode) {
    Draft draft = above(name, lower, "macvlan");
    draft.details = new LinkDetails.Macvlan(mode);
    return draft;
  }

  Draft above(String name, String lower, String kind) {
    Draft draft = add(name, kind);
    draft.parent = Optional.of(new Parent(draft(lower).index, false));
    return draft;
  }

  /** A bridge, or with another kind a bond or VRF, of devices that are there. */
  Draft bridge(String name, boolean filters, String... members) {
    Draft draft = add(name, "bridge");
    draft.details = new LinkDetails.Bridge(filters);
    for (String member : members) {
      draft(member).master = draft.index;
      draft(member).bridgePort = Optional.of(new BridgePort(3, true));
    }
    return draft;
  }

  Draft master(String name, String kind, String... members) {
    Draft draft = add(name, kind);
    Arrays.stream(members).forEach(member -> draft(member).master = draft.index);
    return draft;
  }

  void address(InterfaceAddress address) {
    addresses.add(address);
  }

  Draft draft(String name) {
    Draft draft = drafts.get(name);
    if (draft == null) {
      throw new IllegalArgumentException("no device " + name);
    }
    return draft;
  }

  NetworkState state() {
    return new NetworkState(drafts.values().stream().map(Draft::link).toList(), addresses);
  }

  /** The maps for ports that are attached in native mode. */
  HostMaps maps(String... ports) {
    return maps(OPTIONS, true, ports);
  }

  HostMaps maps(HostMaps.Options options, boolean isNative, String... ports) {
    return HostMaps.of(
        state(),
        Arrays.stream(ports).map(port -> new AttachedPort(draft(port).index, isNative)).toList(),
        options);
  }

  /** Lines such as {@code wan0 8100.5: to wan0 is wan0.5}, or {@code wan0 8100.5: known}. */
  List<String> ingress(HostMaps maps) {
    List<String> lines = new ArrayList<>();
    maps.ingress()
        .forEach(
            (key, device) -> {
              StringBuilder line = new StringBuilder(name(key.port()));
              key.tags().forEach(tag -> line.append(' ').append(text(tag)));
              String to =
                  key.mac().map(mac -> "to " + owner(mac) + " is " + name(device)).orElse("known");
              lines.add(line.append(": ").append(to).toString());
            });
    lines.sort(null);
    return lines;
  }

  /** Lines such as {@code lan0.5 by lan0 8100.5 mtu 1500 frame 1518 frags}. */
  List<String> egress(HostMaps maps) {
    List<String> lines = new ArrayList<>();
    maps.vlanResolve()
        .forEach(
            (index, egress) -> {
              StringBuilder line = new StringBuilder(name(index) + " by " + name(egress.port()));
              for (EgressTag tag : egress.tags()) {
                line.append(' ').append(text(tag.vlan()));
                if (!tag.priorities().equals(Priorities.KEPT)) {
                  line.append('/').append(Integer.toHexString(tag.priorities().nibbles()));
                }
              }
              line.append(" mtu ").append(egress.l3Mtu());
              line.append(" frame ").append(egress.longestFrame());
              lines.add(line.append(egress.sendsFragments() ? " frags" : "").toString());
            });
    return lines;
  }

  private static String text(VlanId vlan) {
    return Integer.toHexString(vlan.tpid()) + "." + vlan.vid();
  }

  private String name(int index) {
    return drafts.values().stream()
        .filter(draft -> draft.index == index)
        .map(draft -> draft.name)
        .findFirst()
        .orElse("ifindex " + index);
  }

  private String owner(MacAddress mac) {
    return drafts.values().stream()
        .filter(draft -> draft.mac.equals(Optional.of(mac)))
        .map(draft -> draft.name)
        .findFirst()
        .orElse(mac.toString());
  }
}
