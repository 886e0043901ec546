package io.packetframe.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.link.XdpMode;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.PrivateBpffs;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Echo requests and a checked transfer between hosts, through tags of every kind. */
@KernelTest
class PeersTest {
  private static final int REQUESTS = 5;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "UNTAGGED, NATIVE, false, 4",
    "UNTAGGED, GENERIC, true, 4",
    "TAGGED, NATIVE, true, 8",
    "TAGGED, GENERIC, false, 4",
    "TWO_TAGS, NATIVE, false, 8",
    "TWO_TAGS, GENERIC, true, 4"
  })
  void speakToEachOtherByTheFastPath(
      Cabling cabling, XdpMode mode, boolean ipv6, int mebibytes, TestReporter reporter)
      throws Exception {
    try (PrivateBpffs bpffs = PrivateBpffs.over(folder);
        RoutedHosts hosts = new RoutedHosts(cabling, mode, bpffs.pin("pf"))) {
      echo(hosts, false);
      echo(hosts, true);
      die(hosts);
      Map<String, Long> before = hosts.counters();
      long byTheKernel = hosts.forwardedByTheKernel();
      InetAddress address = hosts.server().address(ipv6);
      long bytes = (long) mebibytes << 20;
      Transfer transfer = Transfer.over(hosts.client(), hosts.server(), address, bytes);
      assertThat(transfer.isWhole()).as(transfer.toString()).isTrue();
      Share share =
          Share.between(before, hosts.counters(), hosts.forwardedByTheKernel() - byTheKernel);
      share.requireNearlyAll(bytes / 1500);
      String ran = "%s, %s, %s: %s, %s".formatted(cabling, mode, address, transfer, share);
      reporter.publishEntry("peers-" + cabling + "-" + mode.word() + ".txt", ran);
      System.out.println(ran);
    }
  }

  private static void echo(RoutedHosts hosts, boolean ipv6) throws Exception {
    InetAddress server = hosts.server().address(ipv6);
    // The kernels ask who has the addresses; until IPv6 is ready everywhere a request may be lost.
    for (int tries = 1; Ping.to(hosts.client(), server, 1, 64).hops().isEmpty(); tries++) {
      assertThat(tries).as("echo requests to %s without an answer", server).isLessThan(10);
    }
    Map<String, Long> before = hosts.counters();
    Ping ping = Ping.to(hosts.client(), server, REQUESTS, 64);
    assertThat(ping.hops()).as(ping.output()).hasSize(REQUESTS).containsOnly(63);
    Map<String, Long> after = hosts.counters();
    assertThat(Share.moved("fwd_ok", before, after)).isEqualTo(2 * REQUESTS);
  }

  /** Busybox sets no hop limit, so that this is for IPv4 alone. */
  private static void die(RoutedHosts hosts) throws Exception {
    Map<String, Long> before = hosts.counters();
    Ping dying = Ping.to(hosts.client(), hosts.server().address(false), 1, 1);
    assertThat(dying.hops()).as(dying.output()).isEmpty();
    assertThat(Share.moved("pass_low_ttl", before, hosts.counters())).isOne();
  }
}
