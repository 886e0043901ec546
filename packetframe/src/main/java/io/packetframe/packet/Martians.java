package io.packetframe.packet;

import io.packetframe.net.IpAddress;
import io.packetframe.net.IpPrefix;
import java.util.List;

/** Addresses that a router does not forward from or to. */
final class Martians {
  private static final List<IpPrefix> NETWORKS =
      List.of(
          v4(0, 8), // this network
          v4(0x7f00_0000, 8), // loopback
          v4(0xa9fe_0000, 16), // link-local
          v4(0xe000_0000, 4), // multicast
          v4(0xffff_ffff, 32), // broadcast
          new IpPrefix(IpAddress.v6(0, 0), 128), // unspecified
          new IpPrefix(IpAddress.v6(0, 1), 128), // loopback
          new IpPrefix(IpAddress.v6(0, 0xffff_0000_0000L), 96), // IPv4-mapped
          new IpPrefix(IpAddress.v6(0xfe80L << 48, 0), 10), // link-local
          new IpPrefix(IpAddress.v6(0xffL << 56, 0), 8)); // multicast

  private Martians() {}

  static boolean contains(IpAddress address) {
    return NETWORKS.stream().anyMatch(network -> network.contains(address));
  }

  private static IpPrefix v4(int bits, int length) {
    return new IpPrefix(IpAddress.v4(bits), length);
  }
}
