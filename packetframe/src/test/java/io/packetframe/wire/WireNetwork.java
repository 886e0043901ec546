package io.packetframe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.ReceiveVlanOffload;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.MacAddress;
import io.packetframe.net.VlanId;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.Links;
import io.packetframe.testing.PrivateNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** The topology, which the description of this package shows. */
final class WireNetwork implements AutoCloseable {
  private static final Path SYSCTL = Path.of("/proc/sys/net");
  private static final List<String> OFFLOADS =
      List.of(
          "rx-vlan-hw-parse",
          "rx-vlan-stag-hw-parse",
          "tx-vlan-hw-insert",
          "tx-vlan-stag-hw-insert");

  private final PrivateNetwork network;
  private Optional<String> noVlans = Optional.empty();

  private WireNetwork(PrivateNetwork network) {
    this.network = network;
  }

  static WireNetwork make() throws Exception {
    WireNetwork made = new WireNetwork(PrivateNetwork.open());
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

  PrivateNetwork network() {
    return network;
  }

  /** Returns why there are no VLAN devices; empty where there are. */
  Optional<String> noVlans() {
    return noVlans;
  }

  /** Returns a MAC address that is a device's own; VLAN devices that receive have their port's. */
  static MacAddress mac(String device) {
    return new MacAddress(0x0200_0000_0000L | Integer.toUnsignedLong(device.hashCode()));
  }

  static MacAddress neighbour(Way way, EgressKind egress) {
    return new MacAddress(0x0200_0001_0000L | way.group() << 8 | egress.number() + 1);
  }

  private void build() throws Exception {
    sysctl("ipv4/ip_forward", "1");
    sysctl("ipv6/conf/all/forwarding", "1");
    for (String all : List.of("all", "default")) {
      sysctl("ipv4/conf/" + all + "/rp_filter", "0");
    }
    // No link-local addresses: the kernel has nothing to say of its own.
    sysctl("ipv6/conf/default/addr_gen_mode", "1");
    for (Way way : Way.values()) {
      pair(way.port(), way.sender(), way.isAsFound());
    }
    pair(Way.NATIVE_AS_FOUND.wire(), Way.NATIVE_AS_FOUND.receiver(), true);
    pair(Way.NATIVE_OFFLOAD_OFF.wire(), Way.NATIVE_OFFLOAD_OFF.receiver(), false);
    vlans();
    egress(Way.NATIVE_AS_FOUND);
    egress(Way.NATIVE_OFFLOAD_OFF);
  }

  /** Neither end of the wire is at home for what is sent to the other. */
  private static void pair(String port, String far, boolean asFound) throws IOException {
    Links.newVeth(port, far);
    sysctl("ipv6/conf/" + far + "/disable_ipv6", "1");
    if (!asFound) {
      for (String end : List.of(port, far)) {
        var features = ReceiveVlanOffload.set(LinuxSystem.syscalls(), end, OFFLOADS, false);
        assertThat(features.problem()).isEmpty();
      }
    }
    Links.up(far, mac(far));
    Links.up(port, mac(port));
  }

  private void vlans() throws IOException {
    try {
      Links.newVlan("in0.5", "in0", new VlanId(VlanId.CUSTOMER, 5), Map.of());
    } catch (TestAbortedException e) {
      // The cells without VLAN devices are there all the same.
      noVlans = Optional.of(String.valueOf(e.getMessage()));
      return;
    }
    Links.up("in0.5");
    for (Way way : Way.values()) {
      String port = way.port();
      if (way.number() > 0) {
        vlan(port + ".5", port, VlanId.CUSTOMER, 5);
      }
      vlan(way.sender() + ".5", way.sender(), VlanId.CUSTOMER, 5);
      silentVlan(way.sender() + ".99", way.sender(), 99);
      vlan(port + ".7", port, VlanId.SERVICE, 7);
      vlan(port + ".7.8", port + ".7", VlanId.CUSTOMER, 8);
    }
    for (String wire : List.of("out0", "out1")) {
      vlan(wire + ".5", wire, VlanId.CUSTOMER, 5);
      vlan(wire + ".6", wire, VlanId.CUSTOMER, 6);
      vlan(wire + ".9", wire, VlanId.SERVICE, 9);
      vlan(wire + ".10", wire, VlanId.SERVICE, 10);
      vlan(wire + ".10.11", wire + ".10", VlanId.CUSTOMER, 11);
    }
  }

  /** Its kernel would speak of IPv6 by itself, and those frames count as of an unknown VID too. */
  private static void silentVlan(String name, String lower, int vid) throws IOException {
    Links.newVlan(name, lower, new VlanId(VlanId.CUSTOMER, vid), Map.of());
    sysctl("ipv6/conf/" + name + "/disable_ipv6", "1");
    Links.up(name);
  }

  private static void vlan(String name, String lower, int tpid, int vid) {
    Links.newVlan(name, lower, new VlanId(tpid, vid), Map.of());
    if (name.startsWith("out")) {
      Links.up(name, mac(name));
    } else {
      Links.up(name);
    }
  }

  private void egress(Way way) throws Exception {
    for (EgressKind kind : EgressKind.values()) {
      if (kind.needsDevices() && noVlans.isPresent()) {
        continue;
      }
      String device = kind.device(way.wire());
      String v4 = way.group() + "." + kind.number() + ".";
      String v6 = way.group() + ":" + kind.number() + "::";
      Links.address(device, IpAddress.parse("10.3" + v4 + "1"), 24);
      Links.address(device, IpAddress.parse("2001:db8:3" + v6 + "1"), 64);
      for (String gateway : List.of("10.3" + v4 + "2", "2001:db8:3" + v6 + "2")) {
        Links.neighbour(device, IpAddress.parse(gateway), neighbour(way, kind));
      }
      for (String net : List.of("2", "4")) {
        Links.route(IpPrefix.parse("10." + net + v4 + "0/24"), IpAddress.parse("10.3" + v4 + "2"));
        Links.route(
            IpPrefix.parse("2001:db8:" + net + v6 + "/64"),
            IpAddress.parse("2001:db8:3" + v6 + "2"));
      }
    }
  }

  private static void sysctl(String name, String value) throws IOException {
    Files.writeString(SYSCTL.resolve(name), value);
  }

  @Override
  public void close() {
    network.close();
  }
}
