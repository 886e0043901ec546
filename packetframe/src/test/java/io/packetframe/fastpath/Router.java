package io.packetframe.fastpath;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.LiteralException;
import io.packetframe.net.MacAddress;
import io.packetframe.testing.Links;
import io.packetframe.testing.Links.RouteType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A router of the test's own: where frames come in, where they go out, and what its kernel knows of
 * the networks behind.
 *
 * <pre>
 *  in    10.0.0.1/24  2001:db8:1::1/64   frames come in here (a test run itself comes from lo)
 *  out   10.0.1.1/24  2001:db8:2::1/64   leads to 192.0.2.0/24 and 2001:db8:f::/48
 *  above 10.0.2.1/24  2001:db8:3::1/64   leads to 198.51.100.0/24 and 2001:db8:e::/48
 * </pre>
 *
 * {@code above} stands for a VLAN device on {@code out}: the data path asks its maps what a device
 * is, so that this works where the kernel has no VLAN devices. Nothing answers for 192.0.3.0/24 and
 * 2001:db8:2::77; 203.0.113.0/24 and 2001:db8:d0::/44 are refused in three ways.
 */
final class Router {
  /** A test run without context comes from here, and so it does on every kernel. */
  static final int LOOPBACK = 1;

  static final MacAddress IN_MAC = new MacAddress(0x0200_0000_0001L);
  static final MacAddress SENDER_MAC = new MacAddress(0x0200_0000_0099L);
  static final String FROM_OUT = " from 02:00:00:00:00:02 to 02:00:00:00:01:02";
  static final String FROM_ABOVE = " from 02:00:00:00:00:03 to 02:00:00:00:01:03";
  static final int MTU = 1500;
  static final int LONGEST_FRAME = MTU + 14 + 4;

  private final int in;
  private final int out;
  private final int above;

  /** Makes it in the network namespace of this thread. */
  Router() throws Exception {
    Files.writeString(Path.of("/proc/sys/net/ipv4/ip_forward"), "1");
    forwardIpv6();
    in = device("in", IN_MAC, "10.0.0.1", "2001:db8:1::1");
    out = device("out", new MacAddress(0x0200_0000_0002L), "10.0.1.1", "2001:db8:2::1");
    above = device("above", new MacAddress(0x0200_0000_0003L), "10.0.2.1", "2001:db8:3::1");
    leads("out", 0x0200_0000_0102L, "10.0.1.2", "192.0.2.0/24");
    leads("out", 0x0200_0000_0102L, "2001:db8:2::2", "2001:db8:f::/48");
    leads("above", 0x0200_0000_0103L, "10.0.2.2", "198.51.100.0/24");
    leads("above", 0x0200_0000_0103L, "2001:db8:3::2", "2001:db8:e::/48");
    Links.route(IpPrefix.parse("192.0.3.0/24"), IpAddress.parse("10.0.1.9"));
    refuse("203.0.113.0/28", "2001:db8:d0::/48", RouteType.BLACKHOLE);
    refuse("203.0.113.16/28", "2001:db8:d1::/48", RouteType.UNREACHABLE);
    refuse("203.0.113.32/28", "2001:db8:d2::/48", RouteType.PROHIBIT);
  }

  int in() {
    return in;
  }

  int out() {
    return out;
  }

  int above() {
    return above;
  }

  private static void forwardIpv6() throws IOException {
    Files.writeString(Path.of("/proc/sys/net/ipv6/conf/all/forwarding"), "1");
  }

  private static int device(String name, MacAddress mac, String v4, String v6) throws Exception {
    String peer = name + "-peer";
    Links.newVeth(name, peer);
    Links.up(peer, new MacAddress(mac.bits() | 0xf000));
    Links.up(name, mac);
    Links.address(name, IpAddress.parse(v4), 24);
    Links.address(name, IpAddress.parse(v6), 64);
    return Links.index(name);
  }

  private static void leads(String name, long mac, String gateway, String prefix)
      throws LiteralException {
    IpAddress address = IpAddress.parse(gateway);
    Links.neighbour(name, address, new MacAddress(mac));
    Links.route(IpPrefix.parse(prefix), address);
  }

  private static void refuse(String v4, String v6, RouteType type) throws LiteralException {
    Links.refuse(IpPrefix.parse(v4), type);
    Links.refuse(IpPrefix.parse(v6), type);
  }
}
