package io.packetframe.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.packetframe.image.LiveRouter.Running;
import io.packetframe.record.JsonReader;
import io.packetframe.record.RecordFields;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.testing.HostKernelTest;
import io.packetframe.testing.KernelIds;
import io.packetframe.testing.LockedMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped program as a daemon on a router of the test's own, with frames on its wires. */
@HostKernelTest
class RunIT {
  private static final String FIRST = "192.0.2.9";
  private static final String SECOND = "198.51.100.9";

  @TempDir private Path folder;
  private LiveRouter router;

  @BeforeEach
  void cable() throws Exception {
    LockedMemory.lift();
    router = new LiveRouter(folder);
  }

  @AfterEach
  void close() throws Exception {
    router.close();
  }

  @Test
  void fromTheFirstStartToTheLastPin() throws Exception {
    KernelIds.assertUnchangedBy(LinuxSystem.syscalls(), this::live);
  }

  private void live() throws Exception {
    String config = router.config("10ms", "allow-prefix 192.0.2.0/24").toString();
    try (Running daemon = router.start("run", "--config", config)) {
      daemon.awaitWords("attached to lan0");
      assertThat(forwarded(config, FIRST)).isOne();
      assertThat(forwarded(config, SECOND)).as("not listed").isZero();
      assertTraced(config);
      Image.Outcome detach = router.run("detach", "--config", config);
      assertThat(detach.status()).isEqualTo(2);
      assertThat(detach.stderr())
          .contains("packetframe runs, as process " + daemon.process().pid());
      Image.Outcome second = router.run("run", "--config", config);
      assertThat(second.status()).isEqualTo(1);
      assertThat(second.stderr()).contains("packetframe runs already, as process");

      assertThat(router.knowsAsLocal("10.0.7.1")).isFalse();
      router.address("lan0", "10.0.7.1");
      daemon.await(() -> router.knowsAsLocal("10.0.7.1"), "the new address");

      reload(daemon, "allow-prefix 192.0.2.0/24", "allow-prefix 198.51.100.0/24");
      assertThat(Files.readString(marker())).matches("OK [0-9]+\n");
      assertThat(forwarded(config, SECOND)).isOne();
      reload(daemon, "allow-prefix 192.0.2.0/24", "attach wan0p generic");
      assertThat(Files.readString(marker()))
          .startsWith("ERR module: only a restart can change attach: nothing was changed ");
      reload(daemon, "allow-prefix 192.0.2.0/24", "allow-prefx 198.51.100.0/24");
      assertThat(Files.readString(marker())).startsWith("ERR parse: line ");
      router.config("10ms", "allow-prefix 192.0.2.0/24");
      assertThat(Files.readString(router.metrics()))
          .contains("packetframe_rx_total{module=\"fast-path\"} ");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(router.metrics())))
          .isEqualTo("rw-r--r--");

      daemon.signal("TERM");
      assertThat(daemon.end().status()).isZero();
    }
    assertThat(forwarded(config, FIRST)).as("without a daemon").isOne();
    assertThat(router.run("status", "--config", config).stdout())
        .contains("daemon: does not run", "attachments (2):", "wan0 [xdp-native] prog_id=")
        .doesNotContain("note:");
    Image.Outcome again = router.run("run", "--config", config);
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.stderr()).contains("remedy: `packetframe status` shows them");
    detached(config);
  }

  /** Told of what is forwarded, and none of its counters moves for it. */
  private void assertTraced(String config) throws Exception {
    long before = fwdOk(config);
    String packet = "udp 192.0.9.1:1000 > " + FIRST + ":53";
    Image.Outcome trace =
        router.run("trace", "--iface", "wan0", "--packet", packet, "--config", config);
    assertThat(trace.stderr()).isEmpty();
    assertThat(trace.status()).isZero();
    assertThat(trace.stdout())
        .contains(
            "with the maps that are pinned at " + router.pins().getParent(),
            "verdict: redirect to lan0\n",
            "counters that would move: rx_total, matched_v4, matched_dst_only, fwd_ok\n");
    assertThat(fwdOk(config)).isEqualTo(before);
  }

  private Path marker() {
    return router.state().resolve("last-reconfigure.timestamp");
  }

  private void reload(Running daemon, String... directives) throws Exception {
    Files.deleteIfExists(marker());
    router.config("10ms", directives);
    daemon.signal("HUP");
    daemon.await(() -> Files.exists(marker()), "the marker of the reload");
  }

  /** Sends a datagram through and returns how many more the fast path has forwarded since. */
  private long forwarded(String config, String destination) throws Exception {
    long before = fwdOk(config);
    assertThat(router.forwardsTo(destination)).as(destination).isTrue();
    return fwdOk(config) - before;
  }

  private long fwdOk(String config) throws Exception {
    Image.Outcome status = router.run("status", "--json", "--config", config);
    assertThat(status.status()).as(status.stderr()).isZero();
    return RecordFields.of(JsonReader.read(status.stdout()), "status")
        .object("counters")
        .integer("fwd_ok");
  }

  private void detached(String config) throws Exception {
    Image.Outcome detach = router.run("detach", "--config", config);
    assertThat(detach.status()).as(detach.stderr()).isZero();
    assertThat(router.traces()).isEmpty();
  }

  @Test
  void detachOnExitLeavesNothing() throws Exception {
    KernelIds.assertUnchangedBy(
        LinuxSystem.syscalls(),
        () -> {
          String config = router.config("0s", "allow-prefix 192.0.2.0/24").toString();
          try (Running daemon = router.start("run", "--config", config, "--detach-on-exit")) {
            daemon.awaitWords("attached to lan0");
            daemon.signal("INT");
            assertThat(daemon.end().status()).isZero();
          }
          assertThat(router.traces()).isEmpty();
        });
  }

  @Test
  void aStopWhileItWaitsBetweenTwoPortsTakesAllBack() throws Exception {
    String config = router.config("60s", "allow-prefix 192.0.2.0/24").toString();
    try (Running daemon = router.start("run", "--config", config)) {
      daemon.awaitWords("attached to wan0");
      daemon.signal("TERM");
      assertThat(daemon.end().status()).isZero();
      assertThat(daemon.said())
          .contains("asked to stop while attaching: everything was taken back");
    }
    assertThat(router.traces()).isEmpty();
  }

  @Test
  void whatChangesPacketsIsGonePastOnlyWhereTheConfigAcceptsIt() throws Exception {
    int policy =
        router.tool(
            "ip",
            "xfrm",
            "policy",
            "add",
            "src",
            "192.0.2.0/25",
            "dst",
            "203.0.113.0/24",
            "dir",
            "fwd");
    assumeTrue(policy == 0, "this kernel or its ip(8) has no IPsec policies");
    String config = router.config("0s", "allow-prefix 192.0.2.0/24").toString();
    Image.Outcome refused = router.run("run", "--config", config);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.stderr())
        .contains("the IPsec policy from 192.0.2.0/25 to 203.0.113.0/24", "`accept-bypass ipsec`");
    assertThat(router.traces()).isEmpty();
    Image.Outcome checked = router.run("check", "--config", config);
    assertThat(checked.status()).isEqualTo(1);
    assertThat(checked.stdout())
        .contains("the IPsec policy from 192.0.2.0/25 to 203.0.113.0/24", "[bypass-not-accepted]");
    assertThat(router.run("feasibility", "--human", "--config", config).stdout())
        .contains("FAIL    yes bypass.ipsec", "1 required capability is missing");
    router.config("0s", "allow-prefix 192.0.2.0/24", "accept-bypass ipsec");
    assertThat(router.run("check", "--config", config).status()).isZero();
    assertThat(router.run("feasibility", "--human", "--config", config).stdout())
        .contains(
            "PASS    yes bypass.ipsec",
            "accepted by the config: the fast path goes past the IPsec policy");
    try (Running daemon = router.start("run", "--config", config, "--detach-on-exit")) {
      daemon.awaitWords("attached to lan0");
      assertThat(daemon.said()).contains("the fast path goes past the IPsec policy");
      daemon.signal("TERM");
      assertThat(daemon.end().status()).isZero();
    }
  }

  /** Killed as soon as a file is there that marks a stage of the start. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "state/packetframe.pid",
        "state/packetframe.identity",
        "bpf/pf",
        "bpf/pf/fast-path/maps/CFG",
        "bpf/pf/fast-path/progs/fast_path",
        "state/attachments.json",
        "bpf/pf/fast-path/links/wan0",
        "bpf/pf/fast-path/links/lan0",
      })
  void aKillAtAnyStageIsMendedByDetach(String stage) throws Exception {
    KernelIds.assertUnchangedBy(
        LinuxSystem.syscalls(),
        () -> {
          String config = router.config("300ms", "allow-prefix 192.0.2.0/24").toString();
          try (Running daemon = router.start("run", "--config", config)) {
            Path file = folder.toRealPath().resolve(stage);
            daemon.await(() -> Files.exists(file), stage);
            daemon.signal("KILL");
            assertThat(daemon.end().status()).isEqualTo(137);
          }
          Image.Outcome status = router.run("status", "--config", config);
          assertThat(status.status()).as(status.stderr()).isZero();
          assertThat(status.stdout()).contains("daemon: does not run: process ");
          if (router.isHalfThere()) {
            Image.Outcome run = router.run("run", "--config", config);
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.stderr()).contains("remedy: `packetframe status` shows");
          }
          detached(config);
        });
  }
}
