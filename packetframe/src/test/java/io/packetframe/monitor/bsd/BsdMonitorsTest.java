package io.packetframe.monitor.bsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.PacketFrameException;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.Source;
import io.packetframe.monitor.Support;
import io.packetframe.monitor.Target;
import io.packetframe.monitor.Value;
import io.packetframe.monitor.Waits;
import io.packetframe.monitor.filter.DataLink;
import io.packetframe.monitor.filter.Protocol;
import io.packetframe.monitor.filter.ProtocolFilter;
import io.packetframe.net.InterfaceName;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.sys.bsd.BpfAbi;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each system's bpf(4), as fake_bpf.c has it, called through the same functions as the real one.
 */
class BsdMonitorsTest {
  private static final InterfaceName EM0 = new InterfaceName("em0");
  private static final int ETHERNET_HEADER = 14;

  /** A frame, and the two counters that it moves beside packets and bytes. */
  private record Case(String frame, String network, String transport) {
    byte[] bytes() throws Exception {
      return PacketText.parse(frame, Macs.ANY).bytes();
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case("udp 10.0.0.1:5 > 192.0.2.9:53 len 700", "ipv4", "udp"),
          new Case("tcp 10.0.0.1:5 > 192.0.2.9:80 syn", "ipv4", "tcp"),
          new Case("icmp 10.0.0.1 > 192.0.2.9", "ipv4", "icmp"),
          new Case("ip 47 10.0.0.1 > 192.0.2.9 len 100", "ipv4", "other_transport"),
          new Case("udp [2001:db8::1]:5 > [2001:db8::2]:53 len 701", "ipv6", "udp"),
          new Case("icmp 2001:db8::1 > 2001:db8::2", "ipv6", "icmp"),
          new Case("tcp [2001:db8::1]:5 > [2001:db8::2]:80 vlan 42 syn", "ipv6", "tcp"),
          new Case("udp 10.0.0.1:5 > 192.0.2.9:53 len 32 qinq 7 42", "ipv4", "udp"),
          new Case("arp 10.0.0.2 > 10.0.0.1", "other_network", ""));

  private static final List<String> MIX =
      List.of("ipv4", "ipv6", "other_network", "tcp", "udp", "icmp", "other_transport");

  @TempDir private Path directory = Path.of("");

  private static Map<String, Long> counters(Monitor monitor, String direction) throws Exception {
    Map<String, Long> counters = new HashMap<>();
    for (Measurement each : monitor.read().measurements()) {
      if (direction.equals(each.labels().get("direction"))
          && each.value() instanceof Value.Counter counter) {
        assertThat(each.labels()).containsEntry("interface", "em0");
        counters.put(each.name(), counter.value());
      }
    }
    return counters;
  }

  @ParameterizedTest
  @EnumSource
  void knownTrafficIsCountedExactlyInBothDirections(BpfAbi abi) throws Exception {
    FakeKernel kernel = FakeKernel.of(abi, directory);
    try (Monitor monitor = kernel.monitors(abi).network(EM0)) {
      assertThat(kernel.openDevices()).isEqualTo(2);
      for (Case each : CASES) {
        for (String direction : List.of("ingress", "egress")) {
          assertCounts(kernel, monitor, each, direction);
        }
      }
    }
    assertThat(kernel.openDevices()).isZero();
    assertThat(kernel.problem()).isEmpty();
  }

  private static void assertCounts(FakeKernel kernel, Monitor monitor, Case each, String direction)
      throws Exception {
    boolean isEgress = direction.equals("egress");
    String otherDirection = isEgress ? "ingress" : "egress";
    Map<String, Long> before = counters(monitor, direction);
    Map<String, Long> otherBefore = counters(monitor, otherDirection);
    byte[] frame = each.bytes();
    for (int i = 0; i < 3; i++) {
      kernel.pass(frame, isEgress);
    }
    Map<String, Long> after = counters(monitor, direction);
    assertThat(after.getOrDefault("packets", -1L) - before.getOrDefault("packets", -1L))
        .as(each.frame())
        .isEqualTo(3);
    assertThat(after.getOrDefault("bytes", -1L) - before.getOrDefault("bytes", -1L))
        .isEqualTo(3L * frame.length);
    assertThat(after).containsEntry("dropped", 0L);
    for (String counter : MIX) {
      boolean moves = counter.equals(each.network()) || counter.equals(each.transport());
      assertThat(after.getOrDefault(counter, -1L) - before.getOrDefault(counter, -1L))
          .as(direction + " " + each.frame() + ": " + counter)
          .isEqualTo(moves ? 3 : 0);
    }
    assertThat(counters(monitor, otherDirection)).isEqualTo(otherBefore);
  }

  /** The system's numbers of DLT_* and AF_INET6, and in which order the family stands. */
  @ParameterizedTest
  @EnumSource
  void theLinkLayerIsTheInterfacesOwn(BpfAbi abi) throws Exception {
    FakeKernel kernel = FakeKernel.of(abi, directory);
    int inet6 =
        switch (abi) {
          case FREEBSD, DRAGONFLY -> 28;
          case OPENBSD, NETBSD -> 24;
          case MACOS -> 30;
        };
    assertLink(
        kernel, abi, 0, family(ByteOrder.nativeOrder(), 2), family(ByteOrder.nativeOrder(), inet6));
    boolean isOpenBsd = abi == BpfAbi.OPENBSD;
    assertLink(
        kernel,
        abi,
        isOpenBsd ? 12 : 108,
        family(ByteOrder.BIG_ENDIAN, 2),
        family(ByteOrder.BIG_ENDIAN, inet6));
    assertLink(kernel, abi, isOpenBsd ? 14 : 12, new byte[0], new byte[0]);
    assertThat(kernel.problem()).isEmpty();
  }

  private static byte[] family(ByteOrder order, int number) {
    return ByteBuffer.allocate(4).order(order).putInt(number).array();
  }

  private static void assertLink(
      FakeKernel kernel, BpfAbi abi, int number, byte[] beforeFour, byte[] beforeSix)
      throws Exception {
    kernel.dataLink(number);
    try (Monitor monitor = kernel.monitors(abi).network(EM0)) {
      kernel.pass(packet(beforeFour, "udp 10.0.0.1:5 > 192.0.2.9:53 len 32"), false);
      kernel.pass(packet(beforeSix, "tcp [2001:db8::1]:5 > [2001:db8::2]:80 syn"), false);
      assertThat(counters(monitor, "ingress"))
          .as("link layer " + number)
          .containsEntry("packets", 2L)
          .containsEntry("ipv4", 1L)
          .containsEntry("udp", 1L)
          .containsEntry("ipv6", 1L)
          .containsEntry("tcp", 1L);
    }
  }

  private static byte[] packet(byte[] before, String text) throws Exception {
    byte[] frame = PacketText.parse(text, Macs.ANY).bytes();
    byte[] packet = Arrays.copyOf(before, before.length + frame.length - ETHERNET_HEADER);
    System.arraycopy(frame, ETHERNET_HEADER, packet, before.length, frame.length - ETHERNET_HEADER);
    return packet;
  }

  @ParameterizedTest
  @EnumSource
  void aFilterCountsWhatItTakes(BpfAbi abi) throws Exception {
    FakeKernel kernel = FakeKernel.of(abi, directory);
    Source filter =
        new Source.Filter("tcp", ProtocolFilter.of(new DataLink.Ethernet(), Protocol.TCP, 64));
    try (Monitor monitor = kernel.monitors(abi).load(filter)) {
      assertThat(kernel.openDevices()).isZero();
      monitor.attach(new Target.Frames(EM0, Target.Direction.INGRESS));
      long bytes = 0;
      for (Case each : CASES) {
        kernel.pass(each.bytes(), false);
        kernel.pass(each.bytes(), true);
        bytes += each.transport().equals("tcp") ? each.bytes().length : 0;
      }
      assertThat(counters(monitor, "ingress"))
          .isEqualTo(Map.of("packets", 2L, "bytes", bytes, "dropped", 0L));
      assertThatThrownBy(() -> monitor.attach(new Target.RawTracepoint("sched_switch")))
          .hasMessage("a filter looks at frames, not at raw tracepoint sched_switch");
      assertThatThrownBy(() -> monitor.attach(new Target.Frames(EM0, Target.Direction.INGRESS)))
          .hasMessage("tcp is at ingress of em0 already");
    }
    assertThat(kernel.openDevices()).isZero();
    assertThat(kernel.problem()).isEmpty();
  }

  /** The fake's counter of drops starts two before its 32 bits end. */
  @ParameterizedTest
  @EnumSource
  void whatFoundNoRoomIsCountedToo(BpfAbi abi) throws Exception {
    FakeKernel kernel = FakeKernel.of(abi, directory);
    try (Monitor monitor = kernel.monitors(abi).network(EM0)) {
      byte[] frame = CASES.getFirst().bytes();
      for (int i = 0; i < 500; i++) {
        kernel.pass(frame, false);
      }
      Map<String, Long> counters = counters(monitor, "ingress");
      assertThat(counters.getOrDefault("dropped", -1L)).isGreaterThan(100);
      assertThat(counters.getOrDefault("packets", -1L) + counters.getOrDefault("dropped", -1L))
          .isEqualTo(500);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsRefusedIsSaidAndLeavesNothingOpen(BpfAbi abi) throws Exception {
    FakeKernel kernel = FakeKernel.of(abi, directory);
    assertThatThrownBy(() -> kernel.monitors(abi).network(new InterfaceName("em1")).close())
        .hasMessage("interface em1 is not there");
    kernel.dataLink(105);
    assertThatThrownBy(() -> kernel.monitors(abi).network(EM0).close())
        .hasMessageStartingWith("its link layer has the number 105 (DLT_*)");
    assertThat(kernel.openDevices()).isZero();
    assertThat(kernel.problem()).isEmpty();
  }

  /** The first numbered device is another's; where one path serves all, permission is missing. */
  @ParameterizedTest
  @EnumSource
  void supportIsFoundByOpening(BpfAbi abi) throws Exception {
    FakeKernel kernel = FakeKernel.of(abi, directory);
    assertThat(kernel.monitors(abi).support())
        .filteredOn(Support::works)
        .extracting(Support::what)
        .containsExactly("network by bpf(4)");
    kernel.busy(3);
    Support network = kernel.monitors(abi).support().getFirst();
    assertThat(network.works()).isEqualTo(abi == BpfAbi.MACOS);
    if (abi != BpfAbi.MACOS) {
      assertThat(network.why()).isEqualTo("/dev/bpf: EACCES (permission denied)");
      assertThatThrownBy(() -> kernel.monitors(abi).network(EM0).close())
          .isInstanceOfSatisfying(
              PacketFrameException.class, e -> assertThat(e.remedy()).hasValue("run as root"));
    }
    assertThat(kernel.openDevices()).isZero();
    assertThat(kernel.problem()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatThereIsNoneOfIsSaid(BpfAbi abi) throws Exception {
    BsdMonitors monitors =
        new BsdMonitors(
            abi,
            () -> {
              throw new AssertionError("nothing to call");
            });
    assertThatThrownBy(() -> monitors.cpu(Waits.MEASURED))
        .hasMessageContaining("no programs in its kernel");
    assertThatThrownBy(monitors::memory).hasMessageContaining("no programs in its kernel");
    assertThatThrownBy(monitors::security).hasMessageContaining("no programs in its kernel");
  }
}
