package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.MapEntry;
import io.packetframe.bpf.MapView;
import io.packetframe.bpf.UpdateMode;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.host.linux.Reading;
import io.packetframe.net.IpAddress;
import io.packetframe.net.MacAddress;
import io.packetframe.net.VlanId;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.Links;
import io.packetframe.testing.PrivateNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices of a real namespace, the maps for them, and the kernel that takes them. */
@KernelTest
class HostMapsOnThisKernelTest {
  private static final MacAddress PORT = new MacAddress(0x0200_0000_0001L);
  private static final MacAddress ABOVE = new MacAddress(0x0200_0000_0002L);
  private static final VlanId CUSTOMER = new VlanId(VlanId.CUSTOMER, 5);
  private static final VlanId SERVICE = new VlanId(VlanId.SERVICE, 7);
  private static final HostMaps.Options OPTIONS =
      new HostMaps.Options(true, false, HostLimits.STATED);

  private PrivateNetwork network;

  @BeforeEach
  void open() throws Exception {
    network = PrivateNetwork.open();
    network.call(
        () -> {
          Links.newVeth("wan", "far");
          Links.up("far", new MacAddress(0x0200_0000_00ffL));
          Links.up("wan", PORT);
          return true;
        });
  }

  @AfterEach
  void close() {
    network.close();
  }

  /** Something that makes devices. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private void make(Work work) throws Exception {
    network.call(
        () -> {
          work.run();
          return true;
        });
  }

  private NetworkState state() throws Exception {
    Reading<NetworkState> reading = network.call(() -> NetworkState.read(LinuxSystem.syscalls()));
    return reading
        .optional()
        .orElseThrow(() -> new AssertionError(reading.problem().orElseThrow()));
  }

  /** In generic mode: veth sends in native mode only while something receives behind it. */
  private HostMaps maps() throws Exception {
    return HostMaps.of(state(), List.of(new AttachedPort(index("wan"), false)), OPTIONS);
  }

  private int index(String name) throws Exception {
    return state().link(name).map(NetworkLink::index).orElseThrow();
  }

  private IngressKey key(List<VlanId> tags, MacAddress mac) throws Exception {
    return new IngressKey(index("wan"), tags, Optional.of(mac));
  }

  private IngressKey known(VlanId... tags) throws Exception {
    return new IngressKey(index("wan"), List.of(tags), Optional.empty());
  }

  @Test
  void aPortAndItsAddresses() throws Exception {
    make(
        () -> {
          Links.mtu("wan", 1400);
          Links.address("wan", IpAddress.parse("192.0.2.1"), 24);
          Links.address("wan", IpAddress.parse("2001:db8::1"), 64);
        });
    HostMaps maps = maps();
    assertThat(maps.problems()).isEmpty();
    int wan = index("wan");
    assertThat(maps.ingress()).isEqualTo(Map.of(known(), wan, key(List.of(), PORT), wan));
    assertThat(maps.egressPorts())
        .containsEntry(wan, new EgressPort(1418, true))
        .containsEntry(index("far"), new EgressPort(1518, true));
    assertThat(maps.local4()).containsKey(IpAddress.parse("192.0.2.1"));
    assertThat(maps.local6()).containsKey(IpAddress.parse("2001:db8::1"));
  }

  @Test
  void vlanDevicesOfBothKinds() throws Exception {
    make(
        () -> {
          Links.newVlan("c", "wan", CUSTOMER, Map.of(0, 4));
          Links.newVlan("s", "wan", SERVICE, Map.of());
          Links.newVlan("q", "s", CUSTOMER, Map.of());
          Links.up("c", ABOVE);
          Links.up("s");
          Links.up("q");
        });
    HostMaps maps = maps();
    int customer = index("c");
    int service = index("s");
    int both = index("q");
    assertThat(maps.problems()).isEmpty();
    assertThat(maps.ingress())
        .containsEntry(known(CUSTOMER), customer)
        .containsEntry(key(List.of(CUSTOMER), PORT), customer)
        .containsEntry(key(List.of(CUSTOMER), ABOVE), customer)
        .containsEntry(key(List.of(SERVICE), PORT), service)
        .containsEntry(key(List.of(SERVICE, CUSTOMER), PORT), both)
        .doesNotContainKey(key(List.of(), ABOVE));
    int wan = index("wan");
    EgressTag kept = new EgressTag(SERVICE, Priorities.KEPT);
    assertThat(maps.vlanResolve())
        .isEqualTo(
            Map.of(
                customer,
                egress(wan, new EgressTag(CUSTOMER, new Priorities(4))),
                service,
                egress(wan, kept),
                both,
                egress(wan, kept, new EgressTag(CUSTOMER, Priorities.KEPT))));
    assertThat(maps.redirectTargets()).doesNotContainKeys(customer, service, both);
  }

  private static VlanEgress egress(int port, EgressTag... tags) {
    return new VlanEgress(port, List.of(tags), 1500, 1518, true);
  }

  @Test
  void aBridgeAboveThePort() throws Exception {
    make(
        () -> {
          Links.newLink("br", "bridge");
          Links.enslave("wan", "br");
          Links.up("br", ABOVE);
        });
    HostMaps maps = maps();
    int bridge = index("br");
    assertThat(maps.ingress())
        .isEqualTo(
            Map.of(
                known(), index("wan"),
                key(List.of(), PORT), bridge,
                key(List.of(), ABOVE), bridge));
    assertThat(maps.vlanResolve()).as("its member is no VLAN device").isEmpty();
    assertThat(maps.redirectTargets()).doesNotContainKey(bridge);
  }

  @Test
  void aBridgeOfOneVlanDevice() throws Exception {
    make(
        () -> {
          Links.newVlan("c", "wan", CUSTOMER, Map.of());
          Links.up("c");
          Links.newLink("br", "bridge");
          Links.enslave("c", "br");
          Links.up("br", ABOVE);
        });
    HostMaps maps = maps();
    assertThat(maps.ingress())
        .containsEntry(key(List.of(CUSTOMER), ABOVE), index("br"))
        .containsEntry(key(List.of(CUSTOMER), PORT), index("br"));
    assertThat(maps.vlanResolve())
        .containsEntry(index("br"), egress(index("wan"), new EgressTag(CUSTOMER, Priorities.KEPT)));
  }

  @Test
  void aMacvlanAboveThePort() throws Exception {
    make(
        () -> {
          Links.newMacvlan("mv", "wan", 4);
          Links.up("mv", ABOVE);
        });
    HostMaps maps = maps();
    assertThat(maps.ingress())
        .isEqualTo(
            Map.of(
                known(), index("wan"),
                key(List.of(), PORT), index("wan"),
                key(List.of(), ABOVE), index("mv")));
    assertThat(maps.redirectTargets()).doesNotContainKey(index("mv"));
  }

  /** The maps of a loaded object hold just that, byte for byte and entry for entry. */
  @Test
  void theKernelTakesAllOfIt() throws Exception {
    make(
        () -> {
          Links.address("wan", IpAddress.parse("192.0.2.1"), 24);
          Links.address("wan", IpAddress.parse("2001:db8::1"), 64);
        });
    HostMaps maps = maps();
    VlanEgress way = egress(index("wan"), new EgressTag(SERVICE, new Priorities(0x7654_3211)));
    try (BpfObject object = Variant.ONE_PROGRAM.load()) {
      assertTaken(object, FastPathMap.INGRESS, maps.ingress());
      assertTaken(object, FastPathMap.EGRESS_PORTS, maps.egressPorts());
      assertTaken(object, FastPathMap.REDIRECT_DEVMAP, maps.redirectTargets());
      assertTaken(object, FastPathMap.VLAN_RESOLVE, Map.of(index("far"), way));
      assertTaken(object, FastPathMap.LOCAL_V4, maps.local4());
      assertTaken(object, FastPathMap.LOCAL_V6, maps.local6());
    }
  }

  private <K, V> void assertTaken(BpfObject object, FastPathMap<K, V> map, Map<K, V> content)
      throws Exception {
    assertThat(content).as(map.name()).isNotEmpty();
    MapView<K, V> view = map.in(object);
    make(
        () -> {
          for (Map.Entry<K, V> entry : content.entrySet()) {
            view.update(entry.getKey(), entry.getValue(), UpdateMode.ANY);
          }
        });
    Map<K, V> held = new HashMap<>();
    for (MapEntry<K, V> entry : view.entries(1_000).items()) {
      held.put(entry.key(), entry.value());
    }
    assertThat(held).as(map.name()).isEqualTo(content);
  }
}
