package io.packetframe.fastpath;

import io.packetframe.fastpath.HostProblem.Kind;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkLink.XdpFeatures;
import java.util.List;
import java.util.Optional;

/**
 * Which devices a frame may be redirected to. In native mode the driver must be able to send XDP
 * frames, which the kernel says from 6.3 on; before, it is known of a few kinds of devices, and of
 * a veth if its peer runs an XDP program (veth_xdp_xmit drops all else, and nobody is told). In
 * generic mode a device is handed a packet as the kernel's own, so that any can send it.
 */
final class RedirectTargets {
  private static final int VLAN_TAG = 4;
  private static final String VETH = "veth";

  /** They only pass on to devices below, with what redirect would skip. */
  private static final List<String> NEVER =
      List.of("vlan", "bridge", "macvlan", "macvtap", "ipvlan", "ipvtap", "ifb", "vrf");

  /** With ndo_xdp_xmit in kernels that do not say so; empty: hardware. */
  private static final List<String> ASSUMED = List.of("", VETH, "tun", "bond");

  private final Devices devices;
  private final boolean isNative;
  private final boolean trustsPeers;
  private final Problems problems;

  /**
   * Makes the rule.
   *
   * @param isNative whether any port is attached in native mode
   * @param trustsPeers whether peers of veths in other network namespaces are ready for frames
   */
  RedirectTargets(Devices devices, boolean isNative, boolean trustsPeers, Problems problems) {
    this.devices = devices;
    this.isNative = isNative;
    this.trustsPeers = trustsPeers;
    this.problems = problems;
  }

  boolean contains(NetworkLink link) {
    return canSend(link) && (!isNative || transmits(link));
  }

  private static boolean canSend(NetworkLink link) {
    return link.isEthernet() && link.up() && link.state().canSend() && !NEVER.contains(link.kind());
  }

  private boolean transmits(NetworkLink link) {
    if (link.xdp().isPresent()) {
      return link.xdp().get().transmits();
    }
    return link.kind().equals(VETH) ? peerTakesFrames(link) : ASSUMED.contains(link.kind());
  }

  private boolean peerTakesFrames(NetworkLink veth) {
    Optional<NetworkLink> peer = devices.parent(veth);
    return peer.isPresent() ? peer.get().runsNativeXdp() : trustsPeers;
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
