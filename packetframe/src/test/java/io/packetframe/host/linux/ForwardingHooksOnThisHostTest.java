package io.packetframe.host.linux;

import static io.packetframe.host.linux.ScriptedNetlink.attribute;
import static io.packetframe.host.linux.ScriptedNetlink.message;
import static io.packetframe.host.linux.ScriptedNetlink.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.host.linux.ForwardingHooks.FilterChain;
import io.packetframe.host.linux.ForwardingHooks.TransformPolicy;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.NetfilterAttributes;
import io.packetframe.sys.linux.RouteNetlink;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.testing.HostKernelTest;
import io.packetframe.testing.Links;
import io.packetframe.testing.PrivateNetwork;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What the kernel tells of chains, policies and queues that the test made. */
@HostKernelTest
class ForwardingHooksOnThisHostTest {
  private static final int NFTABLES = 10 << 8;
  private static final int CREATE = 1 | 0x400;

  private final Syscalls syscalls = LinuxSystem.syscalls();

  @Test
  void whatIsMadeIsFound() throws Exception {
    try (PrivateNetwork network = PrivateNetwork.open()) {
      ForwardingHooks before = network.call(this::read);
      assertThat(before.chains()).isEmpty();
      assertThat(before.policies()).isEmpty();
      assertThat(before.queues()).isEmpty();
      ForwardingHooks after =
          network.call(
              () -> {
                Links.newVeth("wan0", "peer");
                Path strict = Path.of("/proc/sys/net/ipv4/conf/wan0/rp_filter");
                Files.writeString(strict, "1");
                command(
                    "ip",
                    "xfrm",
                    "policy",
                    "add",
                    "src",
                    "10.0.0.0/8",
                    "dst",
                    "192.0.2.0/24",
                    "dir",
                    "fwd");
                makeChain();
                return read();
              });
      assertThat(after.strictReversePath()).contains("wan0").doesNotContain("peer");
      assertThat(after.policies())
          .containsExactly(
              new TransformPolicy(IpPrefix.parse("10.0.0.0/8"), IpPrefix.parse("192.0.2.0/24")));
      assertThat(after.chains())
          .containsExactly(new FilterChain(Optional.of(Family.V4), "t", "fwd", false, false, 2));
    }
  }

  private ForwardingHooks read() {
    Reading<ForwardingHooks> reading = ForwardingHooks.read(syscalls);
    return reading
        .optional()
        .orElseThrow(() -> new AssertionError(reading.problem().orElseThrow()));
  }

  private static void command(String... words) throws Exception {
    Process process = new ProcessBuilder(words).inheritIO().start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", words)).isZero();
  }

  /** One batch: a table, a filter chain at the forward hook, two rules that match nothing. */
  private void makeChain() {
    Consumer<ByteBuffer> rule =
        body -> {
          text(body, 1, "t");
          text(body, 2, "fwd");
        };
    List<byte[]> batch =
        List.of(
            message(0x10, 1, body -> body.put(new byte[] {0, 0, 0, 10})),
            change(0, body -> text(body, 1, "t")),
            change(
                3,
                body -> {
                  text(body, 1, "t");
                  text(body, 3, "fwd");
                  attribute(
                      body,
                      4 | 0x8000,
                      hook -> {
                        attribute(hook, 1, it -> wire(it, NetfilterAttributes.NF_INET_FORWARD));
                        attribute(hook, 2, it -> wire(it, 0));
                      });
                  text(body, 7, "filter");
                }),
            change(6, rule),
            change(6, rule),
            message(0x11, 1, body -> body.put(new byte[] {0, 0, 0, 10})));
    ByteBuffer all = NativeMemory.allocate(4096);
    batch.forEach(all::put);
    try (Fd socket =
        new Fd(
            syscalls,
            syscalls.socket(
                RouteNetlink.AF_NETLINK,
                RouteNetlink.SOCKET_TYPE,
                NetfilterAttributes.NETLINK_NETFILTER))) {
      assertThat(syscalls.send(socket.number(), all, all.position())).isEqualTo(all.position());
      ByteBuffer reply = NativeMemory.allocate(RouteNetlink.MAX_REPLY);
      long received = syscalls.recv(socket.number(), reply, RouteNetlink.MSG_DONTWAIT);
      // Only what fails is answered.
      Assumptions.assumeTrue(
          received == -Errno.EAGAIN.number(),
          () -> "this kernel takes no chain of nftables: " + Errno.of(reply.getInt(16)));
    }
  }

  private static byte[] change(int type, Consumer<ByteBuffer> attributes) {
    int flags = type == 6 ? CREATE | 0x800 : CREATE;
    return message(
        NFTABLES | type,
        flags,
        body -> {
          body.put((byte) NetfilterAttributes.NFPROTO_IPV4).put((byte) 0).putShort((short) 0);
          attributes.accept(body);
        });
  }

  private static void wire(ByteBuffer body, int value) {
    body.order(ByteOrder.BIG_ENDIAN).putInt(value).order(ByteOrder.nativeOrder());
  }
}
