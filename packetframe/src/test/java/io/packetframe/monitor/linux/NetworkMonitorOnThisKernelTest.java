package io.packetframe.monitor.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfObject;
import io.packetframe.bpf.LoadOptions;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.bpf.link.Link;
import io.packetframe.bpf.link.Tc;
import io.packetframe.bpf.link.TcDirection;
import io.packetframe.bpf.link.TcFilter;
import io.packetframe.bpf.link.Xdp;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.monitor.Monitor;
import io.packetframe.net.InterfaceName;
import io.packetframe.packet.Macs;
import io.packetframe.packet.PacketText;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSection;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.FrameSender;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.Links;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.PrivateNetwork;
import io.packetframe.testing.TestLink;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Frames that are counted exactly, on the kernel that runs the tests. */
@KernelTest
class NetworkMonitorOnThisKernelTest {
  private static final int TIMES = 50;
  private static final int ETHERNET_HEADER = 14;

  /** A frame, and the two counters that it moves beside packets and bytes. */
  private record Case(String frame, String network, String transport) {
    byte[] bytes() throws Exception {
      return PacketText.parse(frame, Macs.ANY).bytes();
    }
  }

  private static final List<Case> CASES =
      List.of(
          new Case("udp 10.0.0.1:5 > 192.0.2.9:53 len 32", "ipv4", "udp"),
          new Case("tcp 10.0.0.1:5 > 192.0.2.9:80 syn", "ipv4", "tcp"),
          new Case("icmp 10.0.0.1 > 192.0.2.9", "ipv4", "icmp"),
          new Case("ip 47 10.0.0.1 > 192.0.2.9 len 100", "ipv4", "other_transport"),
          new Case("udp [2001:db8::1]:5 > [2001:db8::2]:53 len 700", "ipv6", "udp"),
          new Case("icmp 2001:db8::1 > 2001:db8::2", "ipv6", "icmp"),
          new Case("tcp [2001:db8::1]:5 > [2001:db8::2]:80 vlan 42 syn", "ipv6", "tcp"),
          new Case("udp 10.0.0.1:5 > 192.0.2.9:53 len 32 qinq 7 42", "ipv4", "udp"),
          new Case("udp 10.0.0.1:5 > 192.0.2.9:53 vlan 1 vlan 2 vlan 3", "other_network", ""),
          new Case("arp 10.0.0.2 > 10.0.0.1", "other_network", ""),
          new Case("ethertype 0x88cc data 0207 pad 60", "other_network", ""));

  private static final List<String> COUNTERS =
      List.of("ipv4", "ipv6", "other_network", "tcp", "udp", "icmp", "other_transport");

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final LinuxMonitors platform = LinuxMonitors.ofThisHost(syscalls);

  @BeforeAll
  static void makeRoom() {
    LockedMemory.lift();
  }

  @Test
  void knownTrafficIsCountedExactlyInBothDirections() throws Exception {
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          try (TestLink veth = TestLink.veth().up();
              FrameSender in = FrameSender.on(veth.peerIndex());
              FrameSender out = FrameSender.on(veth.index())) {
            try (Monitor monitor = platform.network(new InterfaceName(veth.name()))) {
              assertCounts(monitor, veth.name(), "ingress", in);
              assertCounts(monitor, veth.name(), "egress", out);
            }
            assertThat(AttachedXdp.on(syscalls, veth.index())).isEqualTo(new AttachedXdp.Free());
          }
        });
  }

  private static void assertCounts(
      Monitor monitor, String name, String direction, FrameSender sender) throws Exception {
    Map<String, String> labels = Map.of("interface", name, "direction", direction);
    for (Case each : CASES) {
      Reading before = Reading.of(monitor);
      byte[] frame = each.bytes();
      for (int i = 0; i < TIMES; i++) {
        sender.send(frame);
      }
      Reading after = Reading.of(monitor);
      assertThat(moved(before, after, "packets", labels)).as(each.frame()).isEqualTo(TIMES);
      assertThat(moved(before, after, "bytes", labels))
          .as(each.frame())
          .isEqualTo((long) TIMES * frame.length);
      for (String counter : COUNTERS) {
        boolean moves = counter.equals(each.network()) || counter.equals(each.transport());
        assertThat(moved(before, after, counter, labels))
            .as(direction + " " + each.frame() + ": " + counter)
            .isEqualTo(moves ? TIMES : 0);
      }
    }
    assertInterfaceAgrees(Reading.of(monitor), labels, name, direction);
  }

  /**
   * The kernel's own counters of the interface began with it, and so did the monitor. Behind a
   * program in its driver veth counts bytes without the Ethernet header.
   */
  private static void assertInterfaceAgrees(
      Reading reading, Map<String, String> labels, String name, String direction) throws Exception {
    boolean isIngress = direction.equals("ingress");
    long packets = reading.counter("packets", labels);
    long bytes = reading.counter("bytes", labels);
    assertThat(statistic(name, isIngress ? "rx_packets" : "tx_packets")).isEqualTo(packets);
    assertThat(statistic(name, isIngress ? "rx_bytes" : "tx_bytes"))
        .isEqualTo(isIngress ? bytes - packets * ETHERNET_HEADER : bytes);
  }

  private static long statistic(String name, String statistic) throws Exception {
    Path file = Path.of("/sys/class/net", name, "statistics", statistic);
    return Long.parseLong(Files.readString(file).strip());
  }

  private static long moved(
      Reading before, Reading after, String counter, Map<String, String> labels) {
    return after.counter(counter, labels) - before.counter(counter, labels);
  }

  @Test
  void theProgramOfAnotherStaysAndIsWatched() throws Exception {
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          try (TestLink veth = TestLink.veth().up();
              TestLink elsewhere = TestLink.veth().up();
              FrameSender in = FrameSender.on(veth.peerIndex());
              FrameSender other = FrameSender.on(elsewhere.peerIndex());
              BpfObject there = loaded();
              Link _ = Xdp.attach(there.program("net_ingress"), veth.index(), XdpMode.NATIVE);
              Link _ =
                  Xdp.attach(there.program("net_ingress"), elsewhere.index(), XdpMode.NATIVE)) {
            InterfaceName name = new InterfaceName(veth.name());
            try (Monitor monitor = inFront(name)) {
              assertThat(monitor.remarks().getFirst())
                  .startsWith("ingress of " + name + ": counted in front of program ")
                  .endsWith(" \"net_ingress\", native");
              other.send(TIMES);
              assertCounts(monitor, veth.name(), "ingress", in);
            }
            assertThat(AttachedXdp.on(syscalls, veth.index()))
                .isInstanceOf(AttachedXdp.Occupied.class);
          }
        });
  }

  private Monitor inFront(InterfaceName name) throws PacketFrameException {
    try {
      return platform.network(name);
    } catch (PacketFrameException e) {
      assumeThat(e.getMessage())
          .as("this kernel refuses tracing programs to root")
          .doesNotEndWith("load TRACING program net_passing: EPERM (operation not permitted)");
      throw e;
    }
  }

  /** What cannot be watched is named, and stays. */
  @Test
  void aProgramWithoutTypesIsNamedAndStays() throws Exception {
    ProgramSection section = ProgramSection.of("xdp");
    ProgramSpec plain =
        new ProgramSpec(
            "pf_plain",
            section.type(),
            section,
            List.of(Instruction.move(0, 2), Instruction.exit()),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "GPL");
    try (TestLink veth = TestLink.veth().up();
        Program program = Program.load(syscalls, plain);
        Link _ = Xdp.attach(program, veth.index(), XdpMode.NATIVE)) {
      InterfaceName name = new InterfaceName(veth.name());
      assertThatThrownBy(() -> platform.network(name).close())
          .isInstanceOf(PacketFrameException.class)
          .hasMessageStartingWith("interface " + name + " has an XDP program already, which stays:")
          .hasMessageContaining("\"pf_plain\", native")
          .hasMessageEndingWith("was loaded without types");
    }
  }

  /** As kill -9 leaves it on a kernel without TCX: the filter alone holds the program. */
  @Test
  void theFilterOfAKilledMonitorIsRemovedByTheNext() throws Exception {
    KernelIds.assertUnchangedBy(
        syscalls,
        () -> {
          try (TestLink veth = TestLink.veth().up()) {
            leaveFilter(veth.index());
            assertThat(TcFilter.on(syscalls, veth.index())).hasSize(1);
            try (Monitor monitor = platform.network(new InterfaceName(veth.name()))) {
              assertThat(monitor.remarks())
                  .anyMatch(
                      remark ->
                          remark.startsWith(
                              "egress of " + veth.name() + ": removed the filter that a killed"));
            }
            assertThat(TcFilter.on(syscalls, veth.index())).isEmpty();
          }
        });
  }

  @Test
  void theFilterOfALiveMonitorStays() throws Exception {
    try (TestLink veth = TestLink.veth().up();
        BpfObject other = loaded();
        Link _ = Tc.attachByClsact(other.program("net_egress"), veth.index(), TcDirection.EGRESS)) {
      assertThat(LeftFilters.mend(syscalls, HostFiles.ofThisHost(), veth.index())).isEmpty();
      assertThat(TcFilter.on(syscalls, veth.index())).hasSize(1);
    }
  }

  private void leaveFilter(int index) throws Exception {
    try (BpfObject killed = loaded()) {
      Link _ = Tc.attachByClsact(killed.program("net_egress"), index, TcDirection.EGRESS);
    }
  }

  private BpfObject loaded() throws Exception {
    return BpfObject.load(
        syscalls, ShippedMonitor.NETWORK.source(Map.of()).object(), LoadOptions.defaults());
  }

  @Test
  void anInterfaceThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> platform.network(new InterfaceName("pf-none")).close())
        .hasMessage("interface pf-none is not there");
  }

  /** The loopback device takes no program of its own. */
  @Test
  void genericModeIsTakenWhereTheDriverHasNoneAndSaidSo() throws Exception {
    try (PrivateNetwork network = PrivateNetwork.open()) {
      network.call(
          () -> {
            Links.up("lo");
            try (Monitor monitor = platform.network(new InterfaceName("lo"));
                DatagramSocket socket =
                    new DatagramSocket(0, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
              assertThat(monitor.remarks())
                  .anyMatch(remark -> remark.startsWith("ingress of lo: generic mode, "));
              for (int i = 0; i < TIMES; i++) {
                socket.send(new DatagramPacket(new byte[100], 100, socket.getLocalSocketAddress()));
              }
              Reading reading = Reading.of(monitor);
              for (String direction : List.of("ingress", "egress")) {
                Map<String, String> labels = Map.of("interface", "lo", "direction", direction);
                assertThat(reading.counter("udp", labels)).as(direction).isEqualTo(TIMES);
                assertThat(reading.counter("bytes", labels))
                    .as(direction)
                    .isEqualTo(TIMES * (14L + 20 + 8 + 100));
              }
            }
            return true;
          });
    }
  }
}
