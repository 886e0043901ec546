package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.config.FastPathDirective.BridgeResolve;
import io.packetframe.config.Switch;
import io.packetframe.host.linux.LinkDetails.Macvlan.Mode;
import io.packetframe.host.linux.NetworkLink.XdpFeatures;
import io.packetframe.net.InterfaceName;
import io.packetframe.net.MacAddress;
import io.packetframe.net.VlanId;
import io.packetframe.packet.Device;
import io.packetframe.packet.Fixture;
import io.packetframe.packet.HostView;
import io.packetframe.packet.Topology;
import io.packetframe.testing.PacketFixtures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The routers of {@code fixtures/packets}: the maps say what the model of the data path says. */
class HostMapsModelTest {
  @Test
  void theMapsSayWhatTheModelSays() throws Exception {
    int asked = 0;
    for (Fixture fixture : PacketFixtures.all()) {
      HandHost host = host(fixture.topology());
      HostView view = fixture.topology().view(fixture.config());
      boolean throughBridges = throughBridges(fixture);
      HostMaps maps =
          host.maps(
              new HostMaps.Options(throughBridges, false, HostLimits.STATED),
              true,
              fixture.port().text());
      asked += compareIngress(fixture, host, view, maps);
      compareEgress(fixture, host, view, maps);
    }
    assertThat(asked).isGreaterThan(10_000);
  }

  /** The model says it of a device: a bridge above a VLAN device leads somewhere, or never. */
  private static boolean throughBridges(Fixture fixture) {
    return fixture.config().fastPath().stream()
        .flatMap(section -> section.all(BridgeResolve.class).stream())
        .noneMatch(directive -> directive.value() == Switch.OFF);
  }

  private static int compareIngress(Fixture fixture, HandHost host, HostView view, HostMaps maps) {
    int port = host.draft(fixture.port().text()).index;
    int asked = 0;
    for (List<HostView.Vlan> vlans : vlans(fixture.topology())) {
      List<VlanId> tags = vlans.stream().map(vlan -> new VlanId(vlan.tpid(), vlan.vid())).toList();
      boolean known = maps.ingress().containsKey(new IngressKey(port, tags, Optional.empty()));
      for (Device owner : fixture.topology().devices().values()) {
        MacAddress mac = owner.mac();
        Integer device = maps.ingress().get(new IngressKey(port, tags, Optional.of(mac)));
        String what = fixture + " " + tags + " to " + owner.name();
        switch (view.ingress(fixture.port(), vlans, mac)) {
          case HostView.Ingress.Device(InterfaceName name) ->
              assertThat(device).as(what).isEqualTo(host.draft(name.text()).index);
          case HostView.Ingress.NotOurs _ -> {
            assertThat(device).as(what).isNull();
            assertThat(known).as(what).isTrue();
          }
          case HostView.Ingress.UnknownVlan _, HostView.Ingress.NotConfigured _ ->
              assertThat(known).as(what).isFalse();
        }
        asked++;
      }
    }
    return asked;
  }

  private static void compareEgress(Fixture fixture, HandHost host, HostView view, HostMaps maps) {
    for (Device device : fixture.topology().devices().values()) {
      int index = host.draft(device.name().text()).index;
      Optional<HostView.Egress> egress =
          device.up() ? view.egress(device.name()) : Optional.empty();
      String what = fixture + " by " + device.name();
      if (device instanceof Device.Port) {
        assertThat(maps.redirectTargets().containsKey(index))
            .as(what)
            .isEqualTo(egress.isPresent());
        continue;
      }
      Optional<VlanEgress> expected =
          egress.map(
              way ->
                  new VlanEgress(
                      host.draft(way.port().text()).index,
                      way.tags().stream()
                          .map(
                              tag ->
                                  new EgressTag(
                                      new VlanId(tag.vlan().tpid(), tag.vlan().vid()),
                                      Priorities.of(tag.priorities())))
                          .toList(),
                      way.mtu(),
                      way.longestFrame(),
                      true));
      assertThat(Optional.ofNullable(maps.vlanResolve().get(index))).as(what).isEqualTo(expected);
    }
  }

  private static HandHost host(Topology topology) {
    HandHost host = new HandHost();
    for (Device device : topology.devices().values()) {
      String name = device.name().text();
      HandHost.Draft draft =
          switch (device) {
            case Device.Port port -> {
              HandHost.Draft made = host.port(name);
              if (!port.redirectTarget()) {
                made.xdp = Optional.of(new XdpFeatures(0));
              }
              yield made;
            }
            case Device.VlanDevice vlan ->
                host.vlan(
                    name,
                    vlan.lower().text(),
                    new VlanId(vlan.vlan().tpid(), vlan.vlan().vid()),
                    priorities(vlan.priorities()));
            case Device.Bridge bridge ->
                host.bridge(
                    name,
                    bridge.filtering(),
                    bridge.members().stream().map(InterfaceName::text).toArray(String[]::new));
            case Device.Macvlan macvlan ->
                host.macvlan(name, macvlan.lower().text(), Mode.BY_ADDRESS);
          };
      draft.mac = Optional.of(device.mac());
      draft.mtu(device.mtu());
      if (!device.up()) {
        draft.down();
      }
    }
    return host;
  }

  private static Map<Integer, Integer> priorities(List<Integer> sent) {
    Map<Integer, Integer> map = new HashMap<>();
    if (!sent.equals(List.of(0, 1, 2, 3, 4, 5, 6, 7))) {
      for (int came = 0; came < sent.size(); came++) {
        if (sent.get(came) != 0) {
          map.put(came, sent.get(came));
        }
      }
    }
    return map;
  }

  private static List<List<HostView.Vlan>> vlans(Topology topology) {
    List<HostView.Vlan> known = new ArrayList<>(List.of(new HostView.Vlan(0x8100, 4000)));
    for (Device device : topology.devices().values()) {
      if (device instanceof Device.VlanDevice vlan && !known.contains(vlan.vlan())) {
        known.add(vlan.vlan());
      }
    }
    List<List<HostView.Vlan>> all = new ArrayList<>(List.of(List.of()));
    for (HostView.Vlan outer : known) {
      all.add(List.of(outer));
      known.forEach(inner -> all.add(List.of(outer, inner)));
    }
    return all;
  }
}
