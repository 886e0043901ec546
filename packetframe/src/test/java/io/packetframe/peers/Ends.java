package io.packetframe.peers;

import io.packetframe.net.IpAddress;
import io.packetframe.net.VlanId;
import io.packetframe.testing.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One end of a wire: the devices on a port, and the addresses on the uppermost. */
final class Ends {
  private static final int MTU = 1500;

  /** Redirect takes frames of the port's MTU with Ethernet header and one tag, and no longer. */
  private static final int SECOND_TAG = 4;

  private static final Path DEFAULTS = Path.of("/proc/sys/net/ipv6/conf/default");

  private Ends() {}

  /** Has devices that come use their IPv6 addresses without asking for duplicates. */
  static void readyAtOnce() throws IOException {
    Files.writeString(DEFAULTS.resolve("accept_dad"), "0");
    Files.writeString(DEFAULTS.resolve("dad_transmits"), "0");
  }

  /** Returns the MTU of a port, so that packets of 1500 bytes fit with all tags. */
  static int mtu(List<VlanId> tags) {
    return tags.size() > 1 ? MTU + SECOND_TAG : MTU;
  }

  /**
   * Takes a port up, with devices above it.
   *
   * @param net 1 or 2
   * @param host the last number of the addresses
   * @return the uppermost device
   */
  static String up(String port, List<VlanId> tags, int net, int host) throws Exception {
    Links.mtu(port, mtu(tags));
    Links.up(port);
    String device = port;
    for (VlanId tag : tags) {
      String above = device + "." + tag.vid();
      Links.newVlan(above, device, tag, Map.of());
      Links.up(above);
      device = above;
    }
    Links.mtu(device, MTU);
    Links.address(device, IpAddress.parse("10." + net + ".0." + host), 24);
    Links.address(device, IpAddress.parse("2001:db8:" + net + "::" + host), 64);
    return device;
  }
}
