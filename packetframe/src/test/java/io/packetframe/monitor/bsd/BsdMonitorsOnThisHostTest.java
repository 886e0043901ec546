package io.packetframe.monitor.bsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packetframe.host.OperatingSystem;
import io.packetframe.monitor.Measurement;
import io.packetframe.monitor.Monitor;
import io.packetframe.monitor.MonitorPlatform;
import io.packetframe.monitor.MonitorPlatforms;
import io.packetframe.monitor.Support;
import io.packetframe.monitor.Value;
import io.packetframe.net.InterfaceName;
import io.packetframe.testing.BpfDeviceTest;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** The real bpf(4): the loopback of this host, and datagrams that the test sends over it. */
@BpfDeviceTest
class BsdMonitorsOnThisHostTest {
  private static final int DATAGRAMS = 100;

  private static MonitorPlatform monitors() {
    return MonitorPlatforms.of(
        OperatingSystem.named(System.getProperty("os.name")),
        () -> {
          throw new AssertionError("asked for Linux's system calls");
        });
  }

  @Test
  void aDeviceOpens() {
    assertThat(monitors().support())
        .filteredOn(Support::works)
        .extracting(Support::what)
        .containsExactly("network by bpf(4)");
  }

  /** The loopback shows a frame as coming, as going, or as both: which is the system's choice. */
  @Test
  void whatIsSentOverTheLoopbackIsCounted() throws Exception {
    try (Monitor monitor = monitors().network(new InterfaceName("lo0"))) {
      long before = total(monitor, "udp");
      send();
      assertThat(total(monitor, "udp") - before).isGreaterThanOrEqualTo(DATAGRAMS);
      assertThat(total(monitor, "ipv4")).isGreaterThanOrEqualTo(DATAGRAMS);
      assertThat(total(monitor, "dropped")).isZero();
    }
  }

  @Test
  void anInterfaceThatIsNotThereIsSaid() {
    assertThatThrownBy(() -> monitors().network(new InterfaceName("none0")).close())
        .hasMessage("interface none0 is not there");
  }

  private static void send() throws Exception {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (DatagramSocket receiver = new DatagramSocket(0, loopback);
        DatagramSocket sender = new DatagramSocket(0, loopback)) {
      byte[] bytes = new byte[64];
      receiver.setSoTimeout(10_000);
      for (int i = 0; i < DATAGRAMS; i++) {
        sender.send(new DatagramPacket(bytes, bytes.length, receiver.getLocalSocketAddress()));
        receiver.receive(new DatagramPacket(bytes, bytes.length));
      }
    }
  }

  private static long total(Monitor monitor, String name) throws Exception {
    long total = 0;
    for (Measurement each : monitor.read().measurements()) {
      if (each.name().equals(name) && each.value() instanceof Value.Counter counter) {
        total += counter.value();
      }
    }
    return total;
  }
}
