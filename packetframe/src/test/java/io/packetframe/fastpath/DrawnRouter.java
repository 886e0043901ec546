package io.packetframe.fastpath;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A random router and random rules for it, as the lines of a fixture. */
final class DrawnRouter {
  private static final List<Integer> MTUS = List.of(1500, 1500, 1500, 1280, 1400, 2000);
  private static final List<Integer> VIDS = List.of(1, 7, 100, 200, 4094);
  private static final List<String> REFUSALS = List.of("blackhole", "unreachable", "prohibit");

  private record Named(String name, String port, int mtu) {}

  private final Random random;
  private final List<String> lines = new ArrayList<>();
  private final List<Named> devices = new ArrayList<>();
  private final List<Named> up = new ArrayList<>();
  private final List<Named> addressed = new ArrayList<>();
  private final Set<String> prefixes = new HashSet<>();

  DrawnRouter(Random random) {
    this.random = random;
    for (String port : List.of("wan0", "lan0", "dmz0")) {
      int number = devices.size() + 1;
      int mtu = pick(MTUS);
      add(new Named(port, port, mtu), "port " + port + ownMac(number) + " mtu " + mtu, true);
      if (port.equals("dmz0") && random.nextBoolean()) {
        lines.add(lines.removeLast() + " no-target");
      }
    }
    List<Named> ports = List.copyOf(devices);
    ports.forEach(this::vlans);
    above();
    for (Named device : up) {
      if (ports.contains(device) || random.nextInt(3) > 0) {
        address(device);
      }
    }
    for (int i = 0; i < 8; i++) {
      route();
    }
    if (random.nextInt(4) == 0) {
      lines.add("no-forwarding " + pick(devices).name());
    }
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  private void vlans(Named port) {
    List<Named> lowers = new ArrayList<>(List.of(port));
    Set<String> taken = new HashSet<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      Named lower = pick(lowers);
      String tag = " id " + pick(VIDS) + (random.nextInt(3) == 0 ? " ad" : "");
      if (!taken.add(lower.name() + tag)) {
        continue;
      }
      Named vlan = new Named(port.name() + "." + i, port.name(), drawnMtu(lower));
      String text = "vlan " + vlan.name() + " on " + lower.name() + tag + " mtu " + vlan.mtu();
      if (random.nextInt(4) == 0) {
        text += ownMac(devices.size() + 1);
      }
      if (random.nextInt(3) == 0) {
        text +=
            " qos %d:%d,5:%d".formatted(random.nextInt(5), random.nextInt(8), random.nextInt(8));
      }
      boolean isUp = random.nextInt(8) > 0;
      add(vlan, isUp ? text : text + " down", isUp);
      lowers.add(vlan);
    }
  }

  /** A bridge on a VLAN device, and a macvlan on anything. */
  private void above() {
    Named member = pick(devices);
    if (!member.name().equals(member.port()) && random.nextBoolean()) {
      Named bridge = new Named("br0", member.port(), drawnMtu(member));
      String text = "bridge br0 on " + member.name() + " mtu " + bridge.mtu();
      text += random.nextBoolean() ? ownMac(devices.size() + 1) : "";
      add(bridge, random.nextInt(4) == 0 ? text + " filtering" : text, true);
    }
    if (random.nextBoolean()) {
      Named lower = pick(devices);
      Named macvlan = new Named("mv0", lower.port(), lower.mtu());
      add(macvlan, "macvlan mv0 on " + lower.name() + ownMac(devices.size() + 1), true);
    }
  }

  private int drawnMtu(Named lower) {
    return random.nextInt(3) == 0 ? pick(MTUS) : lower.mtu();
  }

  private void add(Named device, String line, boolean isUp) {
    devices.add(device);
    lines.add(line);
    if (isUp) {
      up.add(device);
    }
  }

  private static String ownMac(int number) {
    return " mac 02:00:00:00:%02x:00".formatted(number);
  }

  private void address(Named device) {
    int number = devices.indexOf(device) + 1;
    String network = "10.20." + number;
    String network6 = "2001:db8:20:" + number;
    lines.add(
        "address " + network + ".1/" + pick(List.of(24, 24, 28, 29)) + " dev " + device.name());
    lines.add("address " + network6 + "::1/64 dev " + device.name());
    addressed.add(device);
    for (int host = 2; host < 4; host++) {
      String to = " dev " + device.name() + " mac 02:00:00:01:%02x:%02x".formatted(number, host);
      if (host == 2 || random.nextBoolean()) {
        lines.add("neighbour " + network + "." + host + to);
        lines.add("neighbour " + network6 + "::" + host + to);
      }
    }
  }

  private void route() {
    int number = random.nextInt(4);
    boolean wide = random.nextBoolean();
    String v4 = wide ? "10." + number + ".0.0/16" : "10.0." + number + ".0/24";
    String v6 = wide ? "2001:db8:" + number + "::/48" : "2001:db8:0:" + number + "::/64";
    if (random.nextInt(8) == 0) {
      v4 = "0.0.0.0/0";
      v6 = "::/0";
    }
    if (!prefixes.add(v4)) {
      return;
    }
    if (random.nextInt(4) == 0) {
      String kind = pick(REFUSALS);
      lines.add("route " + kind + " " + v4);
      lines.add("route " + kind + " " + v6);
      return;
    }
    Named device = pick(addressed);
    int at = devices.indexOf(device) + 1;
    int host = 2 + random.nextInt(2);
    boolean direct = random.nextInt(6) == 0;
    String end = " dev " + device.name();
    end += random.nextInt(4) == 0 ? " mtu " + pick(List.of(1280, 1300, device.mtu())) : "";
    lines.add("route " + v4 + (direct ? "" : " via 10.20." + at + "." + host) + end);
    lines.add("route " + v6 + (direct ? "" : " via 2001:db8:20:" + at + "::" + host) + end);
  }

  /** Directives for this router, others each time. */
  List<String> config() {
    List<String> config = new ArrayList<>();
    Set<String> allowed = new HashSet<>();
    int many = 1 + random.nextInt(3);
    for (int i = 0; i < many; i++) {
      allowed.add(
          "allow-prefix " + pick(List.of("10.0.0.0/8", "10.20.0.0/16", "0.0.0.0/0", net4())));
      allowed.add("allow-prefix6 " + pick(List.of("2001:db8::/32", "::/0", net6())));
    }
    config.addAll(allowed.stream().sorted().toList());
    // An address in both lists is refused by the config.
    if (random.nextBoolean() && !allowed.contains("allow-prefix 0.0.0.0/0")) {
      config.add("block-prefix " + pick(List.of("172.16.0.0/12", "172.20.0.0/16", "128.0.0.0/1")));
    }
    if (random.nextInt(12) == 0) {
      config.add("dry-run on");
    }
    if (random.nextInt(6) == 0) {
      config.add("bridge-resolve off");
    }
    Set<String> scopes = new HashSet<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      String prefix = pick(List.of("", net4(), net6()));
      String via = random.nextBoolean() ? " via " + pick(devices).name() : "";
      // The config takes one ceiling for a prefix, and one for an interface.
      if (scopes.add(prefix.isEmpty() ? via : prefix)) {
        config.add("mss-clamp " + (prefix + via + " ").stripLeading() + ceiling());
      }
    }
    return config;
  }

  private int ceiling() {
    return pick(List.of(88, 536, 1220, 1300, 1400, 255 + random.nextInt(1500)));
  }

  private String net4() {
    int device = 1 + random.nextInt(devices.size());
    return pick(List.of("10.20.%d.0/24".formatted(device), "10.%d.0.0/16".formatted(device % 4)));
  }

  private String net6() {
    int device = 1 + random.nextInt(devices.size());
    return pick(
        List.of("2001:db8:20:%d::/64".formatted(device), "2001:db8:%d::/48".formatted(device % 4)));
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
