package io.packetframe.packet;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.LiteralException;
import io.packetframe.net.MacAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The lines of a fixture that make a {@link Topology}; their form is in the package's text. */
final class TopologyText {
  static final List<Integer> SAME_PRIORITIES = List.of(0, 1, 2, 3, 4, 5, 6, 7);
  static final List<String> KEYWORDS =
      List.of(
          "port", "vlan", "bridge", "macvlan", "address", "route", "neighbour", "no-forwarding");

  private static final int DEFAULT_MTU = 1500;
  private static final int MAX_MTU = 65535;

  private final Map<InterfaceName, Device> devices = new LinkedHashMap<>();
  private final List<Topology.Address> addresses = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private final List<Topology.Neighbour> neighbours = new ArrayList<>();
  private final Set<InterfaceName> notForwarding = new HashSet<>();

  Topology topology() {
    return new Topology(devices, addresses, routes, neighbours, notForwarding);
  }

  /** Takes the rest of a line that began with one of {@link #KEYWORDS}. */
  void line(String keyword, Words words) throws PacketTextException {
    switch (keyword) {
      case "port", "vlan", "bridge", "macvlan" -> device(keyword, words);
      case "address" -> {
        String text = words.take("address/length");
        int slash = Math.max(text.indexOf('/'), 0);
        int length = prefix(words, text).length();
        expect(words, "dev");
        addresses.add(
            new Topology.Address(words.address(text.substring(0, slash)), length, existing(words)));
      }
      case "route" -> route(words);
      case "neighbour" -> {
        IpAddress address = words.address(words.take("an address"));
        expect(words, "dev");
        InterfaceName device = existing(words);
        expect(words, "mac");
        neighbours.add(new Topology.Neighbour(address, device, words.mac()));
      }
      case "no-forwarding" -> notForwarding.add(existing(words));
      default -> throw new AssertionError(keyword);
    }
    if (words.hasNext()) {
      words.take("nothing");
      throw words.wrong("stands behind the end of the line's meaning");
    }
  }

  private void device(String kind, Words words) throws PacketTextException {
    InterfaceName name = name(words);
    if (devices.containsKey(name)) {
      throw words.wrong("is there already");
    }
    Optional<Device> lower = Optional.empty();
    List<InterfaceName> members = new ArrayList<>();
    if (!kind.equals("port")) {
      expect(words, "on");
      InterfaceName first = existing(words);
      members.add(first);
      lower = Optional.ofNullable(devices.get(first));
    }
    MacAddress mac = lower.map(Device::mac).orElse(MacAddress.ZERO);
    int mtu = lower.map(Device::mtu).orElse(DEFAULT_MTU);
    boolean up = true;
    boolean target = true;
    boolean filtering = false;
    int tpid = VlanTag.CUSTOMER;
    int vid = 0;
    List<Integer> priorities = SAME_PRIORITIES;
    while (words.hasNext()) {
      String word = words.take("a property");
      switch (word) {
        case "mac" -> mac = words.mac();
        case "mtu" -> mtu = words.number("the MTU", MAX_MTU);
        case "down" -> up = false;
        case "no-target" -> target = false;
        case "and" -> members.add(existing(words));
        case "filtering" -> filtering = true;
        case "id" -> vid = words.number("a VID", 4094);
        case "ad" -> tpid = VlanTag.SERVICE;
        case "qos" -> priorities = qos(words);
        default ->
            throw words.unknown(
                "property of a device",
                List.of("mac", "mtu", "down", "no-target", "and", "filtering", "id", "ad", "qos"));
      }
    }
    if (mac.equals(MacAddress.ZERO) || (kind.equals("vlan") && vid == 0)) {
      throw words.wrong("ends a device without its mac, or a vlan without its id");
    }
    InterfaceName below = members.isEmpty() ? name : members.getFirst();
    devices.put(
        name,
        switch (kind) {
          case "port" -> new Device.Port(name, mac, mtu, up, target);
          case "vlan" ->
              new Device.VlanDevice(
                  name, mac, mtu, up, below, new HostView.Vlan(tpid, vid), priorities);
          case "bridge" -> new Device.Bridge(name, mac, mtu, up, members, filtering);
          case "macvlan" -> new Device.Macvlan(name, mac, mtu, up, below);
          default -> throw new AssertionError(kind);
        });
  }

  /** {@code qos 0:1,5:7}: as in the kernel, what is not named becomes 0. */
  private static List<Integer> qos(Words words) throws PacketTextException {
    Integer[] priorities = {0, 0, 0, 0, 0, 0, 0, 0};
    for (String pair : words.take("a map, as in `0:1,5:7`").split(",", -1)) {
      int colon = pair.indexOf(':');
      if (colon < 0) {
        throw words.wrong("is no map, as in `0:1,5:7`");
      }
      int came = (int) words.number(pair.substring(0, colon), "a priority", 7);
      priorities[came] = (int) words.number(pair.substring(colon + 1), "PCP", 7);
    }
    return List.of(priorities);
  }

  private void route(Words words) throws PacketTextException {
    for (FibAnswer.Refused kind :
        List.of(
            FibAnswer.Refused.BLACKHOLE,
            FibAnswer.Refused.UNREACHABLE,
            FibAnswer.Refused.PROHIBIT)) {
      if (words.takeIf(kind.name().toLowerCase(Locale.ROOT))) {
        routes.add(new Route.Refusal(prefix(words, words.take("a prefix")), kind));
        return;
      }
    }
    IpPrefix prefix = prefix(words, words.take("a prefix"));
    Optional<IpAddress> via = Optional.empty();
    if (words.takeIf("via")) {
      via = Optional.of(words.address(words.take("an address")));
    }
    expect(words, "dev");
    InterfaceName device = existing(words);
    OptionalInt mtu = OptionalInt.empty();
    if (words.takeIf("mtu")) {
      mtu = OptionalInt.of(words.number("the MTU", MAX_MTU));
    }
    routes.add(new Route.Out(prefix, via, device, mtu));
  }

  private static IpPrefix prefix(Words words, String text) throws PacketTextException {
    try {
      return IpPrefix.parse(text);
    } catch (LiteralException e) {
      throw words.wrong("is no prefix: " + e.reason());
    }
  }

  private static void expect(Words words, String word) throws PacketTextException {
    if (!words.takeIf(word)) {
      words.take("`" + word + "`");
      throw words.wrong("stands where `" + word + "` should be");
    }
  }

  static InterfaceName name(Words words) throws PacketTextException {
    try {
      return InterfaceName.parse(words.take("an interface"));
    } catch (LiteralException e) {
      throw words.wrong("is no interface name: " + e.reason());
    }
  }

  private InterfaceName existing(Words words) throws PacketTextException {
    InterfaceName name = name(words);
    if (!devices.containsKey(name)) {
      throw words.unknown(
          "device above this line", devices.keySet().stream().map(InterfaceName::text).toList());
    }
    return name;
  }
}
