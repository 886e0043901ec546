package io.packetframe.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.bpf.link.XdpMode;
import io.packetframe.testing.HostKernelTest;
import io.packetframe.testing.PrivateBpffs;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Much over TCP between hosts: with iperf3, and with bytes that are checked at the far end.
 *
 * <p>{@code -Dpeers.bytes} transfers so many of them.
 */
@HostKernelTest
class BulkTest {
  private static final long IPERF_BYTES = 96L << 20;

  /** The client ends when it has given its bytes away: some are under way then. */
  private static final long IPERF_RECEIVED = IPERF_BYTES * 3 / 4;

  private static final long BYTES = Long.getLong("peers.bytes", 128L << 20);
  private static final int MTU = 1500;

  /** What is to be done between two looks at the counters. */
  @FunctionalInterface
  private interface Work {
    Object run(RoutedHosts hosts) throws Exception;
  }

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"NATIVE, false", "NATIVE, true", "GENERIC, false", "GENERIC, true"})
  void iperfByTheFastPath(XdpMode mode, boolean ipv6) throws Exception {
    Iperf.require();
    measure(
        mode,
        IPERF_RECEIVED,
        hosts -> {
          InetAddress server = hosts.server().address(ipv6);
          Iperf run = Iperf.over(hosts.client(), hosts.server(), server, IPERF_BYTES);
          assertThat(run.received()).isGreaterThan(IPERF_RECEIVED);
          return "iperf3 to " + server + ": " + run;
        });
  }

  @ParameterizedTest
  @EnumSource(XdpMode.class)
  void everyByteByTheFastPath(XdpMode mode) throws Exception {
    measure(
        mode,
        BYTES,
        hosts -> {
          InetAddress server = hosts.server().address(mode == XdpMode.GENERIC);
          Transfer transfer = Transfer.over(hosts.client(), hosts.server(), server, BYTES);
          assertThat(transfer.isWhole()).as(transfer.toString()).isTrue();
          return "to " + server + ": " + transfer + ", " + transfer.received();
        });
  }

  /** SIGHUP under load: entries come and go, all is counted only for a while, clamps change. */
  @ParameterizedTest
  @EnumSource(XdpMode.class)
  void everyByteWhileTheConfigurationChanges(XdpMode mode) throws Exception {
    try (PrivateBpffs bpffs = PrivateBpffs.over(folder);
        RoutedHosts hosts = new RoutedHosts(Cabling.UNTAGGED, mode, bpffs.pin("pf"))) {
      Map<String, Long> before = hosts.counters();
      AtomicBoolean done = new AtomicBoolean();
      FutureTask<Integer> changing = new FutureTask<>(() -> changeUntil(done, hosts));
      Thread thread = Thread.ofPlatform().start(changing);
      Transfer transfer;
      try {
        InetAddress server = hosts.server().address(false);
        transfer = Transfer.over(hosts.client(), hosts.server(), server, BYTES);
      } finally {
        done.set(true);
        thread.join();
      }
      assertThat(transfer.isWhole()).as(transfer.toString()).isTrue();
      assertThat(changing.get()).as("changes of the configuration").isGreaterThan(5);
      Map<String, Long> after = hosts.counters();
      assertThat(Share.moved("fwd_ok", before, after)).isPositive();
      assertThat(Share.moved("fwd_dry_run", before, after)).isPositive();
      System.out.println(
          "%s, %s, the configuration changed %d times: %d frames forwarded, %d left to the kernel"
              .formatted(
                  mode.word(),
                  transfer,
                  changing.get(),
                  Share.moved("fwd_ok", before, after),
                  Share.moved("fwd_dry_run", before, after)));
    }
  }

  private static int changeUntil(AtomicBoolean done, RoutedHosts hosts) throws Exception {
    int changes = 0;
    while (!done.get()) {
      switch (changes++ % 3) {
        case 0 -> hosts.reconfigure("dry-run on");
        case 1 -> hosts.reconfigure("allow-prefix 198.51.100.0/24", "mss-clamp 1300");
        default -> hosts.reconfigure();
      }
    }
    return changes;
  }

  private void measure(XdpMode mode, long bytes, Work work) throws Exception {
    try (PrivateBpffs bpffs = PrivateBpffs.over(folder);
        RoutedHosts hosts = new RoutedHosts(Cabling.UNTAGGED, mode, bpffs.pin("pf"))) {
      Map<String, Long> before = hosts.counters();
      long byTheKernel = hosts.forwardedByTheKernel();
      Object done = work.run(hosts);
      Share share =
          Share.between(before, hosts.counters(), hosts.forwardedByTheKernel() - byTheKernel);
      System.out.println(mode.word() + ", " + done + "; " + share);
      share.requireNearlyAll(bytes / MTU);
    }
  }
}
