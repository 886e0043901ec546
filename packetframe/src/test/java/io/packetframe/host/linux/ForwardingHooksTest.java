package io.packetframe.host.linux;

import static io.packetframe.host.linux.ScriptedNetlink.attribute;
import static io.packetframe.host.linux.ScriptedNetlink.part;
import static io.packetframe.host.linux.ScriptedNetlink.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.ForwardingHooks.FilterChain;
import io.packetframe.host.linux.ForwardingHooks.TransformPolicy;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.LiteralException;
import io.packetframe.sys.linux.Errno;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardingHooksTest {
  private static final int CHAINS = 10 << 8 | 4;
  private static final int RULES = 10 << 8 | 7;
  private static final int POLICIES = 0x15;
  private static final int QUEUES = 38;

  @TempDir private Path root;

  private final ScriptedNetlink netlink = new ScriptedNetlink();

  @BeforeEach
  void makeDevices() throws IOException {
    for (String device : List.of("all", "default", "wan0", "lan0")) {
      reversePath(device, "0\n");
    }
  }

  private void reversePath(String device, String text) throws IOException {
    Path folder = root.resolve("proc/sys/net/ipv4/conf/" + device);
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("rp_filter"), text);
  }

  private Reading<ForwardingHooks> read() {
    Reading<ForwardingHooks> reading =
        new ForwardingHooksReader(netlink.syscalls(), new HostFiles(root)).read();
    assertThat(netlink.syscalls().openDescriptors()).isEmpty();
    return reading;
  }

  private ForwardingHooks hooks() {
    Reading<ForwardingHooks> reading = read();
    return reading
        .optional()
        .orElseThrow(() -> new AssertionError(reading.problem().orElseThrow()));
  }

  private static byte[] chain(int family, String name, String type, int hook, int policy) {
    return part(
        10 << 8 | 3,
        body -> {
          body.put((byte) family).put((byte) 0).putShort((short) 0);
          text(body, 1, "table");
          text(body, 3, name);
          if (hook >= 0) {
            attribute(body, 4 | 0x8000, it -> attribute(it, 1, at -> wire(at, hook)));
            attribute(body, 5, at -> wire(at, policy));
          }
          text(body, 7, type);
        });
  }

  private static void wire(ByteBuffer body, int value) {
    body.order(ByteOrder.BIG_ENDIAN).putInt(value).order(ByteOrder.nativeOrder());
  }

  private static byte[] rule(int family, String chain) {
    return part(
        10 << 8 | 6,
        body -> {
          body.put((byte) family).put((byte) 0).putShort((short) 0);
          text(body, 1, "table");
          text(body, 2, chain);
        });
  }

  @Test
  void aKernelWithoutAnyOfItHasNothing() {
    netlink.answer(CHAINS, ScriptedNetlink.error(Errno.EINVAL));
    netlink.answer(RULES, ScriptedNetlink.error(Errno.EINVAL));
    ForwardingHooks hooks = hooks();
    assertThat(hooks.chains()).isEmpty();
    assertThat(hooks.legacyTables()).isEmpty();
    assertThat(hooks.policies()).isEmpty();
    assertThat(hooks.queues()).isEmpty();
    assertThat(hooks.strictReversePath()).isEmpty();
  }

  @Test
  void chainsCountThatSeeForwardedPacketsAndHoldSomething() {
    netlink.tell(
        CHAINS,
        chain(2, "nat", "nat", 4, 1),
        chain(10, "forward", "filter", 2, 1),
        chain(1, "closed", "filter", 2, 0),
        chain(2, "empty", "filter", 2, 1),
        chain(2, "input", "filter", 1, 1),
        chain(2, "called", "filter", -1, 1),
        chain(7, "bridge", "filter", 2, 1),
        chain(5, "device", "filter", 0, 1));
    netlink.tell(
        RULES,
        rule(2, "nat"),
        rule(2, "nat"),
        rule(10, "forward"),
        rule(2, "forward"),
        rule(2, "input"),
        rule(2, "called"),
        rule(7, "bridge"),
        rule(5, "device"));
    assertThat(hooks().chains())
        .containsExactly(
            new FilterChain(Optional.of(Family.V4), "table", "nat", true, false, 2),
            new FilterChain(Optional.of(Family.V6), "table", "forward", false, false, 1),
            new FilterChain(Optional.empty(), "table", "closed", false, true, 0),
            new FilterChain(Optional.empty(), "table", "device", false, false, 1));
  }

  @Test
  void policiesOfOneSocketDoNotCount() throws LiteralException {
    netlink.tell(POLICIES, policy(2, 1), policy(2, 3), policy(10, 2));
    assertThat(hooks().policies())
        .containsExactly(
            new TransformPolicy(IpPrefix.parse("10.0.0.0/8"), IpPrefix.parse("192.0.2.0/24")),
            new TransformPolicy(IpPrefix.parse("a00::/8"), IpPrefix.parse("c000:200::/24")));
  }

  private static byte[] policy(int family, int direction) {
    return part(
        0x13,
        body -> {
          int start = body.position();
          body.put(start, new byte[] {(byte) 192, 0, 2, 0});
          body.put(start + 16, new byte[] {10, 0, 0, 0});
          body.putShort(start + 40, (short) family);
          body.put(start + 42, (byte) 24).put(start + 43, (byte) 8);
          body.put(start + 160, (byte) direction);
          body.position(start + 168);
        });
  }

  @Test
  void queuesThatTheKernelDoesNotChooseItself() {
    netlink.tell(
        QUEUES, queue(2, "fq_codel"), queue(3, "htb"), queue(3, "fq_codel"), queue(3, "clsact"));
    assertThat(hooks().queues()).isEqualTo(Map.of(3, List.of("htb", "clsact")));
  }

  private static byte[] queue(int device, String kind) {
    return part(
        36,
        body -> {
          body.putInt(0).putInt(device).putInt(0).putInt(0).putInt(0);
          text(body, 1, kind);
        });
  }

  @Test
  void theStricterReversePathSettingCounts() throws IOException {
    reversePath("wan0", "1\n");
    reversePath("default", "1\n");
    assertThat(hooks().strictReversePath()).containsExactly("wan0");
    reversePath("all", "1\n");
    assertThat(hooks().strictReversePath()).containsExactly("lan0", "wan0");
    reversePath("wan0", "2\n");
    assertThat(hooks().strictReversePath()).as("2 is loose, and more").containsExactly("lan0");
    reversePath("wan0", "7\n");
    assertThat(read().problem())
        .contains("/proc/sys/net/ipv4/conf/wan0/rp_filter: is none of 0, 1, 2");
  }

  @Test
  void tablesOfTheOldKind() throws IOException {
    Files.createDirectories(root.resolve("proc/net"));
    Files.writeString(root.resolve("proc/net/ip_tables_names"), "nat\nfilter\n");
    Files.writeString(root.resolve("proc/net/ip6_tables_names"), "mangle\n");
    assertThat(hooks().legacyTables())
        .containsExactly("iptables nat", "iptables filter", "ip6tables mangle");
  }

  /** What cannot be looked at must not seem to be nothing. */
  @Test
  void onePartUnreadLeavesAllUnread() {
    netlink.answer(POLICIES, ScriptedNetlink.error(Errno.EPERM));
    assertThat(read().problem())
        .contains("netlink XFRM_MSG_GETPOLICY: EPERM (operation not permitted)");
    netlink.answer(CHAINS, ScriptedNetlink.error(Errno.EPERM));
    assertThat(read().problem())
        .contains("nfnetlink NFT_MSG_GETCHAIN: EPERM (operation not permitted)");
  }

  @Test
  void messagesThatLieAreRefused() {
    netlink.tell(POLICIES, part(0x13, body -> body.put(new byte[100])));
    assertThat(read().problem()).contains("netlink XFRM_MSG_GETPOLICY: malformed policy");
    netlink.tell(CHAINS, part(10 << 8 | 3, body -> body.putInt(0)));
    assertThat(read().problem()).contains("nfnetlink NFT_MSG_GETCHAIN: malformed message");
  }
}
