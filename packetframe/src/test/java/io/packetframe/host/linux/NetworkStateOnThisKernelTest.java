package io.packetframe.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.InterfaceAddress.Sort;
import io.packetframe.host.linux.LinkDetails.Macvlan.Mode;
import io.packetframe.host.linux.NetworkLink.BridgePort;
import io.packetframe.host.linux.NetworkLink.Parent;
import io.packetframe.host.linux.ReceiveVlanOffload.Feature;
import io.packetframe.net.IpAddress;
import io.packetframe.net.MacAddress;
import io.packetframe.net.VlanId;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.Links;
import io.packetframe.testing.PrivateNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel really tells of devices that the test made. */
@KernelTest
class NetworkStateOnThisKernelTest {
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private PrivateNetwork network;

  @BeforeEach
  void open() throws Exception {
    network = PrivateNetwork.open();
    in(
        () -> {
          // An address that the kernel makes itself would be told when no test expects it.
          Path own = Path.of("/proc/sys/net/ipv6/conf/default/addr_gen_mode");
          if (Files.exists(own)) {
            Files.writeString(own, "1");
          }
          Links.newVeth("in", "peer");
          Links.up("peer", MacAddress.parse("02:00:00:00:00:0f"));
          Links.up("in", MacAddress.parse("02:00:00:00:00:0e"));
          return true;
        });
  }

  @AfterEach
  void close() {
    network.close();
  }

  private <T> T in(Callable<T> work) throws Exception {
    return network.call(work);
  }

  private NetworkState state() throws Exception {
    return present(in(() -> NetworkState.read(syscalls)));
  }

  /** A worker of the kernel's sees carriers, and tells devices and bridges of them later. */
  private NetworkState stateWhere(Predicate<NetworkState> awaited) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    NetworkState state = state();
    while (!awaited.test(state) && System.nanoTime() < end) {
      state = state();
    }
    return state;
  }

  private static boolean isUp(NetworkState state, String name) {
    return state.link(name).filter(it -> it.state() == OperationalState.UP).isPresent();
  }

  private static <T> T present(Reading<T> reading) {
    return reading
        .optional()
        .orElseThrow(() -> new AssertionError(reading.problem().orElseThrow()));
  }

  @Test
  void aPairOfVirtualPorts() throws Exception {
    in(
        () -> {
          Links.mtu("in", 1400);
          Links.address("in", IpAddress.parse("192.0.2.1"), 24);
          Links.address("in", IpAddress.parse("2001:db8::1"), 64);
          return true;
        });
    NetworkState state = stateWhere(now -> isUp(now, "in"));
    NetworkLink in = state.link("in").orElseThrow();
    NetworkLink peer = state.link("peer").orElseThrow();
    assertThat(state.link("lo").orElseThrow().isEthernet()).isFalse();
    assertThat(in.kind()).isEqualTo("veth");
    assertThat(in.isEthernet()).isTrue();
    assertThat(in.up()).isTrue();
    assertThat(in.state()).isEqualTo(OperationalState.UP);
    assertThat(in.mtu()).isEqualTo(1400);
    assertThat(in.mac()).contains(MacAddress.parse("02:00:00:00:00:0e"));
    assertThat(in.parent()).contains(new Parent(peer.index(), false));
    assertThat(in.master()).isZero();
    assertThat(state.link(in.index())).contains(in);
    assertThat(state.addresses())
        .contains(
            new InterfaceAddress(in.index(), IpAddress.parse("192.0.2.1"), 24, Sort.UNICAST),
            new InterfaceAddress(in.index(), IpAddress.parse("2001:db8::1"), 64, Sort.UNICAST));
  }

  /** Where the kernel tells features, a veth without a program or GRO behind it sends nothing. */
  @Test
  void featuresAreThoseOfTheMoment() throws Exception {
    Optional<NetworkLink.XdpFeatures> features = state().link("in").orElseThrow().xdp();
    for (String other : List.of("lo", "peer")) {
      assertThat(state().link(other).orElseThrow().xdp().isPresent())
          .as("told of all or of none: " + other)
          .isEqualTo(features.isPresent());
    }
    assertThat(features.map(NetworkLink.XdpFeatures::transmits).orElse(false)).isFalse();
  }

  @Test
  void vlanDevicesOneAboveTheOther() throws Exception {
    in(
        () -> {
          Links.newVlan("s", "in", new VlanId(VlanId.SERVICE, 7), Map.of());
          // A device that comes up takes those with it that stand on it.
          Links.up("s");
          Links.newVlan("c", "s", new VlanId(VlanId.CUSTOMER, 8), Map.of(1, 6, 3, 2));
          return true;
        });
    NetworkState state = state();
    NetworkLink service = state.link("s").orElseThrow();
    NetworkLink customer = state.link("c").orElseThrow();
    assertThat(service.kind()).isEqualTo("vlan");
    assertThat(service.up()).isTrue();
    assertThat(customer.up()).isFalse();
    assertThat(service.parent())
        .contains(new Parent(state.link("in").orElseThrow().index(), false));
    assertThat(customer.parent()).contains(new Parent(service.index(), false));
    assertThat(service.details())
        .isInstanceOfSatisfying(
            LinkDetails.Vlan.class,
            vlan -> {
              assertThat(vlan.tpid()).isEqualTo(0x88a8);
              assertThat(vlan.vid()).isEqualTo(7);
              assertThat(vlan.egressPriorities()).isEmpty();
            });
    assertThat(customer.details())
        .isInstanceOfSatisfying(
            LinkDetails.Vlan.class,
            vlan -> {
              assertThat(vlan.tpid()).isEqualTo(0x8100);
              assertThat(vlan.vid()).isEqualTo(8);
              assertThat(vlan.egressPriorities()).isEqualTo(new TreeMap<>(Map.of(1, 6, 3, 2)));
            });
  }

  @Test
  void aBridgeAndItsPort() throws Exception {
    in(
        () -> {
          Links.newLink("br", "bridge");
          Links.enslave("in", "br");
          Links.up("br");
          return true;
        });
    NetworkState state = stateWhere(NetworkStateOnThisKernelTest::forwards);
    NetworkLink bridge = state.link("br").orElseThrow();
    assertThat(bridge.kind()).isEqualTo("bridge");
    NetworkLink port = state.link("in").orElseThrow();
    assertThat(port.master()).isEqualTo(bridge.index());
    assertThat(port.bridgePort()).contains(new BridgePort(3, true));
    assertThat(state.link("peer").orElseThrow().bridgePort()).isEmpty();
  }

  private static boolean forwards(NetworkState state) {
    return state
        .link("in")
        .flatMap(NetworkLink::bridgePort)
        .filter(new BridgePort(3, true)::equals)
        .isPresent();
  }

  @Test
  void aBridgeThatFiltersVlans() throws Exception {
    in(
        () -> {
          Links.newLink("br", "bridge");
          Links.filterVlans("br");
          return true;
        });
    assertThat(state().link("br").orElseThrow().details()).isEqualTo(new LinkDetails.Bridge(true));
  }

  @Test
  void macvlansByTheirMode() throws Exception {
    in(
        () -> {
          Links.newMacvlan("own", "in", 4);
          Links.newMacvlan("every", "peer", 8);
          return true;
        });
    NetworkState state = state();
    assertThat(state.link("own").orElseThrow().details())
        .isEqualTo(new LinkDetails.Macvlan(Mode.BY_ADDRESS));
    assertThat(state.link("every").orElseThrow().details())
        .isEqualTo(new LinkDetails.Macvlan(Mode.ALL));
  }

  /** More than one datagram of each kind, and none of them lost. */
  @Test
  void manyDevicesAndAddresses() throws Exception {
    in(
        () -> {
          for (int i = 0; i < 60; i++) {
            Links.newVeth("a" + i, "b" + i);
            Links.address("a" + i, new IpAddress(IpAddress.Family.V4, 0, 0x0a000001 + i * 256), 24);
          }
          return true;
        });
    NetworkState state = state();
    assertThat(state.links().stream().filter(link -> link.name().matches("[ab][0-9]+")).count())
        .isEqualTo(120);
    assertThat(state.addresses().stream().filter(own -> own.length() == 24).count()).isEqualTo(60);
  }

  @Test
  void aWatchTellsOfEachChange() throws Exception {
    boolean done =
        in(
            () -> {
              try (NetworkWatch watch = present(NetworkWatch.open(syscalls))) {
                awaitCalm(watch);
                Links.mtu("in", 1300);
                assertThat(present(watch.await(LONG))).as("MTU").isTrue();
                assertThat(present(watch.await(AT_ONCE))).as("told once").isFalse();
                Links.address("in", IpAddress.parse("192.0.2.1"), 24);
                assertThat(present(watch.await(LONG))).as("IPv4 address").isTrue();
                Links.address("in", IpAddress.parse("2001:db8::1"), 64);
                assertThat(present(watch.await(LONG))).as("IPv6 address").isTrue();
                Links.delete("in");
                assertThat(present(watch.await(LONG))).as("device").isTrue();
                watch.wake();
                assertThat(present(watch.await(LONG))).as("woken, with no change").isFalse();
                long before = System.nanoTime();
                assertThat(present(watch.await(Duration.ofMillis(50)))).isFalse();
                assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(49_000_000L);
              }
              return true;
            });
    assertThat(done).isTrue();
  }

  /** The kernel tells up to a second later that a device is up (linkwatch). */
  private static void awaitCalm(NetworkWatch watch) {
    boolean changed = true;
    while (changed) {
      changed = present(watch.await(Duration.ofMillis(1_200)));
    }
  }

  /** The kernel drops notices that nobody fetches, and says so: that is a change too. */
  @Test
  void aFloodOfNoticesIsOneChange() throws Exception {
    boolean done =
        in(
            () -> {
              try (NetworkWatch watch = present(NetworkWatch.open(syscalls))) {
                awaitCalm(watch);
                for (int i = 0; i < 400; i++) {
                  Links.mtu("in", 1300 + i % 2);
                }
                assertThat(present(watch.await(LONG))).isTrue();
                assertThat(present(watch.await(AT_ONCE))).isFalse();
                Links.mtu("in", 1500);
                assertThat(present(watch.await(LONG))).as("after the flood").isTrue();
              }
              return true;
            });
    assertThat(done).isTrue();
  }

  @Test
  void receiveOffloadOfVlanTagsIsSwitchedAndPutBack() throws Exception {
    ReceiveVlanOffload before = offload("in");
    assertThat(before.features())
        .containsExactly(
            Map.entry("rx-vlan-hw-parse", Feature.ON),
            Map.entry("rx-vlan-stag-hw-parse", Feature.ON));
    assertThat(before.on()).containsExactly("rx-vlan-hw-parse", "rx-vlan-stag-hw-parse");
    assertThat(before.fixedOn()).isEmpty();
    ReceiveVlanOffload off =
        present(in(() -> ReceiveVlanOffload.set(syscalls, "in", before.on(), false)));
    assertThat(off.on()).isEmpty();
    assertThat(offload("in")).isEqualTo(off);
    assertThat(offload("peer").on()).as("the other end").hasSize(2);
    ReceiveVlanOffload back =
        present(
            in(() -> ReceiveVlanOffload.set(syscalls, "in", List.of("rx-vlan-hw-parse"), true)));
    assertThat(back.on()).containsExactly("rx-vlan-hw-parse");
    present(in(() -> ReceiveVlanOffload.set(syscalls, "in", before.on(), true)));
    assertThat(offload("in")).isEqualTo(before);
    assertThat(offload("lo").on()).isEmpty();
    assertThat(in(() -> ReceiveVlanOffload.read(syscalls, "none")).problem())
        .contains("ETHTOOL_GSSET_INFO none: ENODEV (no such device)");
  }

  private ReceiveVlanOffload offload(String name) throws Exception {
    return present(in(() -> ReceiveVlanOffload.read(syscalls, name)));
  }
}
