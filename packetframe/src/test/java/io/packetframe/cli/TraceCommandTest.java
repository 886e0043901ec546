package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.MacAddress;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.ScriptedSyscalls;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.KernelTest;
import io.packetframe.testing.Links;
import io.packetframe.testing.LockedMemory;
import io.packetframe.testing.PrivateNetwork;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a network namespace of its own, on the kernel that runs the tests. */
@KernelTest
class TraceCommandTest {
  private static final String FORWARDED = "udp 192.0.9.1:1000 > 192.0.2.9:53";

  @TempDir private Path folder;
  private PrivateNetwork network;
  private Path config;

  @BeforeEach
  void makeRouter() throws Exception {
    LockedMemory.lift();
    network = PrivateNetwork.open();
    network.call(TraceCommandTest::cable);
    config =
        Files.writeString(
            folder.resolve("packetframe.conf"),
            "global\nbpffs-root "
                + folder.toRealPath().resolve("pins")
                + "\nmodule fast-path\nattach wan0 generic\nattach lan0 generic\n"
                + "allow-prefix 192.0.2.0/24\nallow-prefix 10.0.0.0/8\nmss-clamp 1200\n");
  }

  @AfterEach
  void close() {
    network.close();
  }

  private static boolean cable() throws Exception {
    Files.writeString(Path.of("/proc/sys/net/ipv4/ip_forward"), "1");
    Links.up("lo");
    int number = 1;
    for (String name : List.of("wan0", "lan0")) {
      Links.newVeth(name, name + "p");
      Links.up(name + "p", new MacAddress(0x0200_0000_f000L + number));
      Links.up(name, new MacAddress(0x0200_0000_0020L + number));
      Links.address(name, IpAddress.parse("10.0." + number + ".1"), 24);
      number++;
    }
    IpAddress next = IpAddress.parse("10.0.2.2");
    Links.neighbour("lan0", next, new MacAddress(0x0200_0000_0102L));
    Links.route(IpPrefix.parse("192.0.2.0/24"), next);
    return true;
  }

  @Test
  void eachDecisionIsToldInWordsAndEachChangedByteByItsName() throws Exception {
    Invocation invocation = trace(FORWARDED, "--config", config.toString());
    assertThat(invocation.err()).isEmpty();
    assertThat(invocation.code()).isZero();
    assertThat(invocation.out())
        .containsSubsequence(
            "packet: udp 192.0.9.1:1000 > 192.0.2.9:53 to 02:00:00:00:00:21\n",
            "  42 bytes into wan0 (ifindex ",
            "data path: fast_path, with maps as " + config + " and this host fill them\n",
            "   1  configured: ipv4, ipv6, mss-clamp\n",
            "   2  no VLAN tag\n",
            "for this host: the kernel would receive it on wan0 (ifindex ",
            "TTL or hop limit 64\n",
            "allowlist: the source is not in it, the destination is in it by 192.0.2.0/24\n",
            "BPF_FIB_LKUP_RET_SUCCESS: a route, and the next hop's MAC address\n",
            "the route leads to lan0 (ifindex ",
            "frames can be redirected to that port\n",
            "a frame of 42 bytes",
            "XDP_REDIRECT, fwd_ok: forwarded past the kernel's stack\n",
            "verdict: redirect to lan0\n",
            "counters that would move: rx_total, matched_v4, matched_dst_only, fwd_ok\n",
            "frame afterwards, 42 bytes:\n",
            "  byte 0    destination mac  02:00:00:00:00:21 -> 02:00:00:00:01:02  (020000000021 ->"
                + " ",
            "  byte 22   ipv4 ttl         64 -> 63  (40 -> 3f)\n",
            "  byte 24   ipv4 checksum    ",
            "note: nothing is pinned: ",
            "note: this was a test run: nothing was sent");
  }

  @Test
  void aSynThatIsClampedSaysFromWhatToWhat() throws Exception {
    Invocation invocation =
        trace("tcp 10.0.1.9:5 > 192.0.2.9:80 syn mss 1460", "--config", config.toString());
    assertThat(invocation.out())
        .contains(
            "a SYN, and its MSS may be 1200\n",
            "its MSS is 1460, and becomes 1200\n",
            "mss_clamp_applied",
            "tcp options      mss 1460 -> mss 1200  (020405b4 -> 020404b0)\n");
  }

  @Test
  void whatPassesIsLeftAsItCame() throws Exception {
    Invocation invocation = trace("udp 192.0.9.1:1 > 192.0.9.2:2", "--config", config.toString());
    assertThat(invocation.out())
        .contains(
            "allowlist: the source is not in it, the destination is not in it\n",
            "XDP_PASS, no counter: no list has it\n",
            "verdict: pass, to the kernel's stack\ncounters that would move: rx_total\n",
            "frame afterwards: every byte as it came\n");
    assertThat(invocation.code()).isZero();
  }

  @Test
  void jsonNamesTheFormThatWasAskedFor() throws Exception {
    for (String form : List.of("fast_path", "fast_path_two_stage")) {
      Invocation invocation =
          trace(FORWARDED, "--json", "--form", form, "--config", config.toString());
      assertThat(invocation.code()).as(invocation.err()).isZero();
      assertThat(invocation.out())
          .contains(
              "\"data_path\": \"" + form + "\"",
              "\"verdict\": \"redirect\"",
              "\"redirect\": \"lan0\"",
              "\"fwd_ok\": 1");
    }
  }

  @Test
  void aPortThatNothingIsAttachedToIsSaid() throws Exception {
    Invocation invocation = traceOn("wan0p", FORWARDED, "--config", config.toString());
    assertThat(invocation.out())
        .contains(
            "XDP_PASS, pass_not_configured: ",
            "note: the config attaches nothing to wan0p: real frames never get there\n");
    assertThat(trace(FORWARDED, "--config", config.toString()).out())
        .doesNotContain("attaches nothing");
  }

  /** A kernel that forbids it has not said that anything is missing. */
  @Test
  void whoMayNotLoadIsSentToTheOneThatFindsOutWhy() throws Exception {
    Invocation invocation =
        network.call(
            () ->
                Invocation.of(
                    withoutNewMaps(LinuxSystem.syscalls()),
                    false,
                    "trace",
                    "--iface",
                    "wan0",
                    "--packet",
                    FORWARDED,
                    "--config",
                    config.toString()));
    assertThat(invocation.code()).isEqualTo(2);
    assertThat(invocation.out()).isEmpty();
    assertThat(invocation.err())
        .startsWith("packetframe: create ")
        .contains("EPERM")
        .endsWith("\n  see: packetframe feasibility --human\n");
  }

  private static Syscalls withoutNewMaps(Syscalls kernel) {
    return (Syscalls)
        Proxy.newProxyInstance(
            Syscalls.class.getClassLoader(),
            new Class<?>[] {Syscalls.class},
            (_, method, arguments) ->
                arguments != null && arguments[0] == BpfCommand.MAP_CREATE
                    ? ScriptedSyscalls.refusal(Errno.EPERM)
                    : method.invoke(kernel, arguments));
  }

  @Test
  void whatIsNoPacketIsUnderlinedAndEndsWith64() throws Exception {
    Invocation invocation = trace("udp 10.0.0.1:5 > 192.0.2.9:53 vlna 9");
    assertThat(invocation.code()).isEqualTo(64);
    assertThat(invocation.err())
        .isEqualTo(
            """
            packetframe: column 31: `vlna` is no word of a packet
              remedy: did you mean `vlan`?
              udp 10.0.0.1:5 > 192.0.2.9:53 vlna 9
                                            ^^^^
            """);
    assertThat(trace("0200").code()).isEqualTo(64);
    assertThat(trace(FORWARDED, "--form", "three").code()).isEqualTo(64);
  }

  @Test
  void whatIsNotThereEndsWith1OrFailsWith2() throws Exception {
    Invocation empty = traceOn("wan0", FORWARDED, "--config", emptyConfig());
    Invocation noPort = traceOn("wan9", FORWARDED, "--config", config.toString());
    Invocation noEthernet = traceOn("lo", FORWARDED, "--config", config.toString());
    Invocation noFile = trace("none.pcap", "--config", config.toString());
    assertThat(empty.out() + noPort.out() + noEthernet.out() + noFile.out()).isEmpty();
    assertThat(empty.err()).contains("the config has no `module fast-path`");
    assertThat(empty.code()).isEqualTo(1);
    assertThat(noPort.err()).isEqualTo("packetframe: interface wan9 is not there\n");
    assertThat(noPort.code()).isEqualTo(1);
    assertThat(noEthernet.err()).isEqualTo("packetframe: interface lo is no Ethernet device\n");
    assertThat(noEthernet.code()).isEqualTo(1);
    assertThat(noFile.err()).contains("cannot read none.pcap: no such file or directory");
    assertThat(noFile.code()).isEqualTo(2);
  }

  private String emptyConfig() throws IOException {
    return Files.writeString(folder.resolve("empty.conf"), "global\n").toString();
  }

  private Invocation trace(String packet, String... more) throws Exception {
    return traceOn("wan0", packet, more);
  }

  private Invocation traceOn(String port, String packet, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("trace", "--iface", port, "--packet", packet));
    arguments.addAll(List.of(more));
    return network.call(
        () -> Invocation.of(LinuxSystem.syscalls(), false, arguments.toArray(String[]::new)));
  }
}
