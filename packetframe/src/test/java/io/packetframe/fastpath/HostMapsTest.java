package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.fastpath.HostProblem.Kind;
import io.packetframe.host.linux.InterfaceAddress;
import io.packetframe.host.linux.LinkDetails;
import io.packetframe.host.linux.LinkDetails.Macvlan.Mode;
import io.packetframe.host.linux.NetworkLink.BridgePort;
import io.packetframe.host.linux.NetworkLink.Parent;
import io.packetframe.host.linux.NetworkLink.XdpFeatures;
import io.packetframe.host.linux.OperationalState;
import io.packetframe.net.IpAddress;
import io.packetframe.net.LiteralException;
import io.packetframe.net.VlanId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts written by hand, and what the maps hold for them. */
class HostMapsTest {
  private final HandHost host = new HandHost();

  @BeforeEach
  void addAPort() {
    host.port("wan0");
  }

  private List<String> ingress() {
    return host.ingress(host.maps("wan0"));
  }

  private List<String> egress() {
    return host.egress(host.maps("wan0"));
  }

  private List<String> problems() {
    return host.maps("wan0").problems().stream()
        .map(problem -> problem.kind() + ": " + problem.text())
        .toList();
  }

  @Test
  void aPortReceivesWhatIsForItsAddress() {
    assertThat(ingress()).containsExactly("wan0: known", "wan0: to wan0 is wan0");
    assertThat(egress()).isEmpty();
    assertThat(host.maps("wan0").egressPorts()).isEqualTo(Map.of(2, new EgressPort(1518, true)));
    assertThat(host.maps("wan0").redirectTargets()).isEqualTo(Map.of(2, 2));
    assertThat(problems()).isEmpty();
  }

  @Test
  void onlyAttachedPortsReceive() {
    host.port("lan0");
    host.vlan("lan0.5", "lan0", 5);
    assertThat(ingress()).containsExactly("wan0: known", "wan0: to wan0 is wan0");
    assertThat(host.ingress(host.maps("lan0"))).contains("lan0 8100.5: to lan0 is lan0.5");
  }

  @Test
  void aVlanDeviceReceivesForItsOwnAddressAndThoseBelow() {
    host.serviceVlan("s", "wan0", 7);
    host.vlan("c", "s", 8);
    assertThat(ingress())
        .containsExactly(
            "wan0 88a8.7 8100.8: known",
            "wan0 88a8.7 8100.8: to c is c",
            "wan0 88a8.7 8100.8: to s is c",
            "wan0 88a8.7 8100.8: to wan0 is c",
            "wan0 88a8.7: known",
            "wan0 88a8.7: to s is s",
            "wan0 88a8.7: to wan0 is s",
            "wan0: known",
            "wan0: to wan0 is wan0");
  }

  @Test
  void nothingIsKnownOfADeviceThatIsDown() {
    host.vlan("v", "wan0", 7).down();
    host.vlan("above", "v", 8);
    assertThat(ingress()).containsExactly("wan0: known", "wan0: to wan0 is wan0");
  }

  @Test
  void aDeviceOnThreeTagsIsNamed() {
    host.vlan("a", "wan0", 1);
    host.vlan("b", "a", 2);
    host.vlan("c", "b", 3);
    assertThat(ingress()).noneMatch(line -> line.endsWith("is c"));
    assertThat(problems())
        .containsExactly(
            "TOO_DEEP: c receives frames with more than two tags",
            "TOO_DEEP: c sends more than two tags");
  }

  @Test
  void aPortOfABridgeReceivesOnTheBridge() {
    host.bridge("br", false, "wan0");
    host.vlan("br.5", "br", 5);
    host.vlan("wan0.6", "wan0", 6);
    assertThat(ingress())
        .containsExactly(
            "wan0 8100.5: known",
            "wan0 8100.5: to br is br.5",
            "wan0 8100.5: to br.5 is br.5",
            "wan0 8100.5: to wan0 is br.5",
            "wan0 8100.6: known",
            "wan0 8100.6: to wan0 is wan0.6",
            "wan0 8100.6: to wan0.6 is wan0.6",
            "wan0: known",
            "wan0: to br is br",
            "wan0: to wan0 is br");
  }

  /** The kernel asks the port's VLAN devices before the bridge, and drops for one that is down. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTagOfThePortNeverReachesTheBridge(boolean up) {
    host.bridge("br", false, "wan0");
    host.vlan("br.5", "br", 5);
    HandHost.Draft own = host.vlan("wan0.5", "wan0", 5);
    if (!up) {
      own.down();
    }
    assertThat(ingress())
        .noneMatch(line -> line.endsWith("is br.5") || line.equals("wan0 8100.5: to br is br.5"));
    assertThat(ingress().stream().anyMatch(line -> line.endsWith("is wan0.5"))).isEqualTo(up);
  }

  @Test
  void aBridgeThatLetsNothingThroughReceivesNothing() {
    host.bridge("br", false, "wan0");
    host.draft("wan0").bridgePort = Optional.of(new BridgePort(4, true));
    assertThat(ingress()).containsExactly("wan0: known");
    host.draft("wan0").bridgePort = Optional.of(new BridgePort(3, true));
    host.draft("br").down();
    assertThat(ingress()).containsExactly("wan0: known");
    host.draft("br").up = true;
    assertThat(ingress()).contains("wan0: to br is br");
  }

  @Test
  void aBridgeThatFiltersIsLeftToTheKernel() {
    host.bridge("br", true, "wan0");
    assertThat(ingress()).containsExactly("wan0: known");
    assertThat(problems())
        .containsExactly(
            "NOT_FOLLOWED: wan0 belongs to br, which filters VLANs: these are left to the kernel");
    host.draft("br").details = new LinkDetails.Untold();
    assertThat(ingress()).containsExactly("wan0: known");
    assertThat(problems())
        .containsExactly(
            "UNKNOWN_DETAILS: br is a bridge that may filter VLANs",
            "UNKNOWN_DETAILS: br is a device of unknown details");
  }

  @Test
  void aMacvlanReceivesForItsAddressAlone() {
    host.macvlan("mv", "wan0", Mode.BY_ADDRESS);
    host.vlan("mv.5", "mv", 5);
    assertThat(ingress())
        .containsExactly(
            "wan0 8100.5: known",
            "wan0 8100.5: to mv is mv.5",
            "wan0 8100.5: to mv.5 is mv.5",
            "wan0: known",
            "wan0: to mv is mv",
            "wan0: to wan0 is wan0");
    host.draft("mv").down();
    assertThat(ingress()).containsExactly("wan0: known", "wan0: to wan0 is wan0");
  }

  @Test
  void twoMacvlansMayHaveTheSameVlan() {
    host.macvlan("a", "wan0", Mode.BY_ADDRESS);
    host.macvlan("b", "wan0", Mode.BY_ADDRESS);
    host.vlan("a.5", "a", 5);
    host.vlan("b.5", "b", 5);
    assertThat(ingress())
        .contains("wan0 8100.5: to a is a.5", "wan0 8100.5: to b is b.5")
        .noneMatch(line -> line.equals("wan0 8100.5: to b is a.5"));
  }

  @Test
  void aPassthruMacvlanReceivesAll() {
    host.macvlan("mv", "wan0", Mode.ALL);
    assertThat(ingress())
        .containsExactly("wan0: known", "wan0: to mv is mv", "wan0: to wan0 is mv");
    host.draft("mv").down();
    assertThat(ingress()).containsExactly("wan0: known");
  }

  @Test
  void aMacvtapHandsFramesToAProcess() {
    host.macvlan("tap", "wan0", Mode.BY_ADDRESS).kind = "macvtap";
    assertThat(ingress()).containsExactly("wan0: known", "wan0: to wan0 is wan0");
    host.draft("tap").details = new LinkDetails.Macvlan(Mode.ALL);
    assertThat(ingress()).containsExactly("wan0: known");
  }

  @Test
  void whatIsNotFollowedIsNamedAndLeftToTheKernel() {
    host.macvlan("src", "wan0", Mode.BY_SENDER);
    assertThat(ingress()).containsExactly("wan0: known");
    assertThat(problems())
        .containsExactly(
            "NOT_FOLLOWED: src takes frames of the device below it by their sender: these are left"
                + " to the kernel");
    host.draft("src").details = new LinkDetails.Untold();
    assertThat(problems()).containsExactly("UNKNOWN_DETAILS: src is a macvlan of unknown mode");
    host.draft("src").kind = "ipvlan";
    assertThat(ingress()).containsExactly("wan0: known");
    assertThat(problems()).singleElement().asString().startsWith("NOT_FOLLOWED: src takes frames");
  }

  @Test
  void aMasterThatWeDoNotKnowTakesThePort() {
    host.master("ovs", "openvswitch", "wan0");
    assertThat(ingress()).containsExactly("wan0: known");
    assertThat(problems())
        .containsExactly(
            "NOT_FOLLOWED: wan0 belongs to ovs, which takes its frames: these are left to the"
                + " kernel");
    host.draft("wan0").master = 99;
    assertThat(problems())
        .containsExactly("UNKNOWN_PARENT: wan0 belongs to a device that is not there");
  }

  @Test
  void aVrfChangesRoutesAndNotDevices() {
    host.master("red", "vrf", "wan0");
    assertThat(ingress()).containsExactly("wan0: known", "wan0: to wan0 is wan0");
    assertThat(host.maps("wan0").redirectTargets()).containsOnlyKeys(2);
  }

  @Test
  void aVlanDeviceWithVidZeroMixesTagsThatWeCannotTellApart() {
    host.above("zero", "wan0", "vlan").details =
        new LinkDetails.Vlan(VlanId.CUSTOMER, 0, 1, new TreeMap<>(), new TreeMap<>());
    host.vlan("five", "wan0", 5);
    assertThat(ingress()).contains("wan0: known").doesNotContain("wan0: to wan0 is wan0");
    assertThat(ingress()).contains("wan0 8100.5: to wan0 is five");
    assertThat(egress()).noneMatch(line -> line.startsWith("zero"));
    assertThat(problems()).allMatch(line -> line.startsWith("NOT_FOLLOWED: zero"));
  }

  @Test
  void membersOfABondReceiveForIt() {
    host.port("wan1");
    host.master("bond0", "bond", "wan0", "wan1");
    host.vlan("bond0.5", "bond0", 5);
    assertThat(ingress())
        .containsExactly(
            "wan0 8100.5: known",
            "wan0 8100.5: to bond0 is bond0.5",
            "wan0 8100.5: to bond0.5 is bond0.5",
            "wan0 8100.5: to wan0 is bond0.5",
            "wan0: known",
            "wan0: to bond0 is bond0",
            "wan0: to wan0 is bond0");
    assertThat(host.ingress(host.maps("bond0")))
        .contains("wan0: to bond0 is bond0", "wan1: to bond0 is bond0", "bond0: to bond0 is bond0");
  }

  @Test
  void aPortThatIsNotThereOrNotEthernetIsAProblem() {
    host.add("tun0", "tun").type = 65534;
    HostMaps maps =
        HostMaps.of(
            host.state(),
            List.of(new AttachedPort(3, true), new AttachedPort(77, true)),
            HandHost.OPTIONS);
    assertThat(maps.ingress()).isEmpty();
    assertThat(maps.problems())
        .containsExactly(
            new HostProblem(Kind.PORT_MISSING, "tun0", "tun0 has no Ethernet frames"),
            new HostProblem(Kind.PORT_MISSING, "ifindex 77", "ifindex 77 is gone"));
  }

  @Test
  void devicesAboveEachOtherWithoutEndEnd() {
    host.draft("wan0").master = 3;
    host.bridge("br", false);
    host.draft("br").master = 3;
    host.draft("br").bridgePort = Optional.of(new BridgePort(3, true));
    host.draft("wan0").bridgePort = Optional.of(new BridgePort(3, true));
    assertThat(problems()).contains("TOO_DEEP: br has devices above each other without end");
    host.vlan("a", "wan0", 5).parent = Optional.of(new Parent(4, false));
    assertThat(problems()).contains("TOO_DEEP: a sends more than two tags");
  }

  @Test
  void egressTagsHaveTheKindOfTheirDevice() {
    host.port("lan0").mtu(9000);
    host.vlan("c", "lan0", 5).mtu(9000);
    host.serviceVlan("s", "lan0", 7).mtu(8996);
    host.vlan("q", "s", 8).mtu(8000);
    assertThat(egress())
        .containsExactly(
            "c by lan0 8100.5 mtu 9000 frame 9018 frags",
            "s by lan0 88a8.7 mtu 8996 frame 9018 frags",
            "q by lan0 88a8.7 8100.8 mtu 8000 frame 9018 frags");
  }

  @Test
  void aMapOfPrioritiesSendsZeroForWhatItDoesNotName() {
    VlanId id = new VlanId(VlanId.CUSTOMER, 5);
    host.vlan("some", "wan0", id, Map.of(0, 3, 5, 7, 9, 4));
    host.vlan("odd", "wan0", new VlanId(VlanId.CUSTOMER, 6), Map.of(1, 15));
    assertThat(egress())
        .containsExactly(
            "some by wan0 8100.5/700003 mtu 1500 frame 1518 frags",
            "odd by wan0 8100.6/70 mtu 1500 frame 1518 frags");
  }

  @Test
  void aParentThatIsNotHereIsNamed() {
    host.vlan("far", "wan0", 5).parent = Optional.of(new Parent(2, true));
    host.vlan("lost", "wan0", 6).parent = Optional.of(new Parent(77, false));
    host.vlan("none", "wan0", 7).parent = Optional.empty();
    host.vlan("untold", "wan0", 8).details = new LinkDetails.Untold();
    assertThat(egress()).isEmpty();
    assertThat(ingress()).containsExactly("wan0: known", "wan0: to wan0 is wan0");
    assertThat(problems())
        .containsExactly(
            "UNKNOWN_DETAILS: untold is a VLAN device of unknown tag",
            "UNKNOWN_PARENT: far stands on a device of another network namespace",
            "UNKNOWN_PARENT: lost stands on a device that is not there",
            "UNKNOWN_PARENT: none stands on a device that is not there",
            "UNKNOWN_DETAILS: untold is a device of unknown details");
  }

  @Test
  void aBridgeWithNothingToDecideIsLookedThrough() {
    shortBridge();
    host.vlan("br.6", "br", 6);
    assertThat(egress())
        .containsExactly(
            "wan0.5 by wan0 8100.5 mtu 1500 frame 1518 frags",
            "br.6 by wan0 8100.5 8100.6 mtu 1500 frame 1518 frags",
            "br by wan0 8100.5 mtu 1500 frame 1518 frags");
    HostMaps.Options off = new HostMaps.Options(false, false, HostLimits.STATED);
    assertThat(host.egress(host.maps(off, true, "wan0")))
        .containsExactly("wan0.5 by wan0 8100.5 mtu 1500 frame 1518 frags");
  }

  private void shortBridge() {
    host.vlan("wan0.5", "wan0", 5);
    host.bridge("br", false, "wan0.5");
    assertThat(host.egress(host.maps("wan0"))).anyMatch(line -> line.startsWith("br by"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "filters",
        "two members",
        "no member",
        "not forwarding",
        "no flood",
        "maps priorities",
        "no vlan",
        "smaller mtu",
        "down",
        "member down",
        "port down"
      })
  void anyOtherBridgeIsNot(String why) {
    shortBridge();
    HandHost.Draft member = host.draft("wan0.5");
    HandHost.Draft bridge = host.draft("br");
    switch (why) {
      case "filters" -> bridge.details = new LinkDetails.Bridge(true);
      case "two members" -> host.vlan("other", "wan0", 6).master = bridge.index;
      case "no member" -> member.master = 0;
      case "not forwarding" -> member.bridgePort = Optional.of(new BridgePort(2, true));
      case "no flood" -> member.bridgePort = Optional.of(new BridgePort(3, false));
      case "maps priorities" ->
          member.details =
              new LinkDetails.Vlan(
                  VlanId.CUSTOMER, 5, 1, new TreeMap<>(), new TreeMap<>(Map.of(0, 1)));
      case "no vlan" -> {
        member.kind = "veth";
        member.details = new LinkDetails.None();
      }
      case "smaller mtu" -> bridge.mtu(1499);
      case "down" -> bridge.down();
      case "member down" -> member.down();
      case "port down" -> host.draft("wan0").down();
      default -> throw new AssertionError(why);
    }
    assertThat(egress()).as(why).noneMatch(line -> line.startsWith("br by"));
  }

  /** Kind, XDP features (- where the kernel tells none), and whether it is a target. */
  @ParameterizedTest
  @CsvSource({
    "'', 68, true",
    "'', 4, true",
    "'', 64, false",
    "'', 0, false",
    "'', -, true",
    "veth, 4, true",
    "veth, 3, false",
    "veth, -, false",
    "tun, -, true",
    "bond, -, true",
    "dummy, -, false",
    "team, -, false",
    "dummy, 4, true",
    "vlan, 68, false",
    "bridge, 68, false",
    "macvlan, 68, false",
    "ipvlan, 68, false",
    "ifb, 68, false"
  })
  void nativeTargetsAreWhatCanSend(String kind, String features, boolean expected) {
    HandHost.Draft draft = host.add("out", kind);
    draft.xdp =
        features.equals("-")
            ? Optional.empty()
            : Optional.of(new XdpFeatures(Long.parseLong(features)));
    HostMaps maps = host.maps("wan0");
    assertThat(maps.redirectTargets().containsKey(draft.index)).isEqualTo(expected);
    assertThat(maps.egressPorts().keySet()).isEqualTo(maps.redirectTargets().keySet());
    if (expected) {
      assertThat(maps.egressPorts())
          .containsEntry(draft.index, new EgressPort(1518, features.equals("68")));
    }
    boolean isUsual = List.of("", "veth").contains(kind);
    assertThat(maps.problems().stream().map(HostProblem::kind).toList())
        .as("what a router usually sends by is named")
        .isEqualTo(isUsual && !expected ? List.of(Kind.CANNOT_SEND) : List.of());
  }

  /** Before 6.3: veth_xdp_xmit drops what its peer does not run a program for, and says nothing. */
  @Test
  void aVethThatSaysNothingSendsWhereItsPeerIsKnownToTakeIt() {
    HandHost.Draft out = host.above("out", "wan0", "veth");
    HandHost.Draft peer = host.above("peer", "out", "veth");
    out.xdp = Optional.empty();
    out.parent = Optional.of(new Parent(peer.index, false));
    assertThat(host.maps("wan0").redirectTargets()).doesNotContainKey(out.index);
    peer.runsNativeXdp = true;
    assertThat(host.maps("wan0").redirectTargets()).containsKey(out.index);

    // In another namespace only the operator can know.
    out.parent = Optional.of(new Parent(peer.index, true));
    assertThat(host.maps("wan0").redirectTargets()).doesNotContainKey(out.index);
    HostMaps.Options vouched = new HostMaps.Options(true, true, HostLimits.STATED);
    assertThat(host.maps(vouched, true, "wan0").redirectTargets()).containsKey(out.index);
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "veth, true",
    "dummy, true",
    "vxlan, true",
    "vlan, false",
    "bridge, false",
    "macvlan, false",
    "ipvtap, false"
  })
  void genericTargetsAreAllThatSendThemselves(String kind, boolean expected) {
    HandHost.Draft draft = host.add("out", kind);
    HostMaps maps = host.maps(HandHost.OPTIONS, false, "wan0");
    assertThat(maps.redirectTargets().containsKey(draft.index)).isEqualTo(expected);
    assertThat(maps.problems()).filteredOn(it -> it.kind() == Kind.CANNOT_SEND).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "UP, true",
    "UNKNOWN, true",
    "DOWN, false",
    "LOWER_LAYER_DOWN, false",
    "DORMANT, false",
    "NOT_PRESENT, false",
    "TESTING, false"
  })
  void aTargetIsUp(OperationalState state, boolean expected) {
    host.draft("wan0").state = state;
    assertThat(host.maps("wan0").redirectTargets().containsKey(2)).isEqualTo(expected);
    host.draft("wan0").up = false;
    assertThat(host.maps("wan0").redirectTargets()).isEmpty();
  }

  @Test
  void oneNativePortAsksForAllTargetsThatItNeeds() {
    host.port("lan0");
    host.add("dumb", "dummy");
    HostMaps maps =
        HostMaps.of(
            host.state(),
            List.of(new AttachedPort(2, false), new AttachedPort(3, true)),
            HandHost.OPTIONS);
    assertThat(maps.redirectTargets()).containsOnlyKeys(2, 3);
  }

  @Test
  void everyAddressThatNamesThisHostIsLocal() throws LiteralException {
    host.address(address("192.0.2.1", InterfaceAddress.Sort.UNICAST));
    host.address(address("192.0.2.255", InterfaceAddress.Sort.BROADCAST));
    host.address(address("2001:db8::1", InterfaceAddress.Sort.UNICAST));
    host.address(address("2001:db8::", InterfaceAddress.Sort.ANYCAST));
    HostMaps maps = host.maps("wan0");
    assertThat(maps.local4())
        .isEqualTo(Map.of(IpAddress.parse("192.0.2.1"), 1, IpAddress.parse("192.0.2.255"), 1));
    assertThat(maps.local6())
        .isEqualTo(Map.of(IpAddress.parse("2001:db8::1"), 1, IpAddress.parse("2001:db8::"), 1));
  }

  private static InterfaceAddress address(String text, InterfaceAddress.Sort sort)
      throws LiteralException {
    return new InterfaceAddress(2, IpAddress.parse(text), 24, sort);
  }

  /** No cliff: what has no room is named, and what has room stays. */
  @Test
  void mapsHoldWhatIsStatedAndNoMore() throws LiteralException {
    for (int vid = 1; vid <= 20; vid++) {
      host.vlan("v" + vid, "wan0", vid);
      host.address(address("10.0.0." + vid, InterfaceAddress.Sort.UNICAST));
    }
    host.bridge("br", false, "v20");
    host.port("lan0");
    HostMaps whole = host.maps("wan0");
    assertThat(whole.problems()).isEmpty();
    assertThat(whole.vlanResolve()).hasSize(21);
    HostLimits limits = new HostLimits(10, 20, 5);
    HostMaps maps = host.maps(new HostMaps.Options(true, false, limits), true, "wan0");
    assertThat(maps.ingress()).hasSize(10);
    assertThat(whole.ingress()).containsAllEntriesOf(maps.ingress());
    assertThat(maps.local4()).hasSize(5);
    assertThat(host.egress(maps)).hasSize(20).noneMatch(line -> line.startsWith("br"));
    assertThat(maps.problems())
        .containsExactly(
            new HostProblem(
                Kind.OVER_LIMIT,
                "INGRESS",
                "INGRESS would need more than the 10 entries that it has"),
            new HostProblem(
                Kind.OVER_LIMIT,
                "VLAN_RESOLVE",
                "VLAN_RESOLVE would need more than the 20 entries that it has"),
            new HostProblem(
                Kind.OVER_LIMIT,
                "LOCAL_V4",
                "LOCAL_V4 would need more than the 5 entries that it has"));
  }
}
