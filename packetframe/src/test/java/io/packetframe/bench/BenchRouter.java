package io.packetframe.bench;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.LiteralException;
import io.packetframe.net.MacAddress;
import io.packetframe.testing.Links;
import io.packetframe.testing.PrivateNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A router in a network namespace of its own, with two ports.
 *
 * <pre>
 *  source -- in   10.0.0.1/24  2001:db8:1::1/64
 *            out  10.0.1.1/24  2001:db8:2::1/64  leads to 198.18.0.0/24 and 2001:db8:a::/48
 *  sink   -- out
 *            above 10.0.2.1/24  2001:db8:3::1/64  leads to 198.18.1.0/24
 * </pre>
 *
 * {@code above} stands for a VLAN device on {@code out}, which not every kernel has, and {@code
 * tagged} for one on {@code in}.
 *
 * <p>The next hops have the MAC address of {@code in}: what was forwarded once is a frame for this
 * router again, and can be run through a program as often as its TTL lets it.
 */
final class BenchRouter implements AutoCloseable {
  static final String IN = "in";
  static final String OUT = "out";
  static final String ABOVE = "above";
  static final String TAGGED = "tagged";
  static final String SOURCE = "source";
  static final String SINK = "sink";
  static final MacAddress IN_MAC = new MacAddress(0x0200_0000_0001L);
  static final MacAddress OUT_MAC = new MacAddress(0x0200_0000_0002L);
  static final MacAddress ABOVE_MAC = new MacAddress(0x0200_0000_0003L);
  static final MacAddress SOURCE_MAC = new MacAddress(0x0200_0000_0101L);
  static final MacAddress SINK_MAC = new MacAddress(0x0200_0000_0102L);

  private final PrivateNetwork network;

  private BenchRouter(PrivateNetwork network) {
    this.network = network;
  }

  /** Makes one whose next hops have that MAC address. */
  static BenchRouter make(MacAddress nextHop) throws Exception {
    BenchRouter router = new BenchRouter(PrivateNetwork.open());
    try {
      router.network.call(
          () -> {
            build(nextHop);
            return true;
          });
      return router;
    } catch (Exception | Error e) {
      router.close();
      throw e;
    }
  }

  PrivateNetwork network() {
    return network;
  }

  private static void build(MacAddress nextHop) throws Exception {
    sysctl("ipv4/ip_forward", "1");
    sysctl("ipv6/conf/all/forwarding", "1");
    sysctl("ipv4/conf/all/rp_filter", "0");
    sysctl("ipv4/conf/default/rp_filter", "0");
    // No link-local addresses: the kernel has nothing to say of its own.
    sysctl("ipv6/conf/default/addr_gen_mode", "1");
    pair(IN, IN_MAC, SOURCE, SOURCE_MAC);
    pair(OUT, OUT_MAC, SINK, SINK_MAC);
    address(IN, "10.0.0.1", "2001:db8:1::1");
    address(OUT, "10.0.1.1", "2001:db8:2::1");
    leads(OUT, nextHop, "10.0.1.2", "198.18.0.0/24");
    leads(OUT, nextHop, "2001:db8:2::2", "2001:db8:a::/48");
    pair(ABOVE, ABOVE_MAC, ABOVE + "-peer", new MacAddress(0x0200_0000_0103L));
    address(ABOVE, "10.0.2.1", "2001:db8:3::1");
    leads(ABOVE, nextHop, "10.0.2.2", "198.18.1.0/24");
    pair(TAGGED, IN_MAC, TAGGED + "-peer", new MacAddress(0x0200_0000_0104L));
  }

  /**
   * Routes 198.18.2.0/24 out by {@code above}, where it gets a tag, and what came by {@code tagged}
   * out without. For the network namespace of this thread.
   */
  static void turnTagsAround() throws IOException, InterruptedException {
    for (String command :
        List.of(
            "route add 198.18.2.0/24 via 10.0.2.2",
            "route add 198.18.2.0/24 via 10.0.1.2 table 100",
            "rule add iif " + TAGGED + " lookup 100")) {
      List<String> words = new ArrayList<>(List.of("ip"));
      words.addAll(List.of(command.split(" ", -1)));
      Process process = new ProcessBuilder(words).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IOException("ip " + command + " ended with " + process.exitValue());
      }
    }
  }

  private static void pair(String port, MacAddress own, String far, MacAddress other)
      throws IOException {
    Links.newVeth(port, far);
    sysctl("ipv6/conf/" + far + "/disable_ipv6", "1");
    Links.up(far, other);
    Links.up(port, own);
  }

  private static void address(String name, String v4, String v6) throws LiteralException {
    Links.address(name, IpAddress.parse(v4), 24);
    Links.address(name, IpAddress.parse(v6), 64);
  }

  private static void leads(String name, MacAddress nextHop, String gateway, String prefix)
      throws LiteralException {
    IpAddress address = IpAddress.parse(gateway);
    Links.neighbour(name, address, nextHop);
    Links.route(IpPrefix.parse(prefix), address);
  }

  static void sysctl(String name, String value) throws IOException {
    Files.writeString(Path.of("/proc/sys/net").resolve(name), value);
  }

  @Override
  public void close() {
    network.close();
  }
}
