package io.packetframe.fastpath;

import io.packetframe.fastpath.HostProblem.Kind;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkLink.XdpFeatures;
import java.util.List;

/**
 * Which devices a frame may be redirected to. In native mode the driver must be able to send XDP
 * frames, which the kernel says from 6.3 on; before, it is known of a few kinds of devices. In
 * generic mode a device is handed a packet as the kernel's own, so that any can send it.
 */
final class RedirectTargets {
  private static final int VLAN_TAG = 4;

  /** They only pass on to devices below, with what redirect would skip. */
  private static final List<String> NEVER =
      List.of("vlan", "bridge", "macvlan", "macvtap", "ipvlan", "ipvtap", "ifb", "vrf");

  /** With ndo_xdp_xmit in kernels that do not say so; empty: hardware. */
  private static final List<String> ASSUMED = List.of("", "veth", "tun", "bond");

  private final boolean isNative;
  private final Problems problems;

  /**
   * Makes the rule.
   *
   * @param isNative whether any port is attached in native mode
   */
  RedirectTargets(boolean isNative, Problems problems) {
    this.isNative = isNative;
    this.problems = problems;
  }

  boolean contains(NetworkLink link) {
    return canSend(link) && (!isNative || transmits(link));
  }

  private static boolean canSend(NetworkLink link) {
    return link.isEthernet() && link.up() && link.state().canSend() && !NEVER.contains(link.kind());
  }

  private static boolean transmits(NetworkLink link) {
    return link.xdp().map(XdpFeatures::transmits).orElse(ASSUMED.contains(link.kind()));
  }

  /** Names a device that routes may well lead to, and redirects cannot. */
  void report(NetworkLink link) {
    if (isNative && canSend(link) && ASSUMED.contains(link.kind()) && !transmits(link)) {
      problems.add(
          Kind.CANNOT_SEND,
          link.name(),
          "cannot send frames that native XDP redirects to it: these are left to the kernel");
    }
  }

  boolean sendsFragments(NetworkLink link) {
    return !isNative || link.xdp().map(XdpFeatures::transmitsFragments).orElse(false);
  }

  /** What xdp_ok_fwd_dev() of the kernel takes: room for one tag comes on top. */
  static int longestFrame(NetworkLink link) {
    return link.mtu() + NetworkLink.ETHERNET_HEADER + VLAN_TAG;
  }
}
