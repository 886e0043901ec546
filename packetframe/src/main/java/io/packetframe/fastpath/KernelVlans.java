package io.packetframe.fastpath;

import io.packetframe.bpf.feature.Answer;
import io.packetframe.bpf.feature.Features;
import io.packetframe.bpf.feature.FibLookupFlag;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;
import java.util.Optional;

/**
 * Whether the kernel's own answer for VLAN devices (BPF_FIB_LOOKUP_VLAN, Linux 7.3) is as good as
 * ours. It names the device below and the tag, but neither the VLAN device, which MSS clamps ask
 * for, nor its priorities, and it looks through no bridge. Two tags it leaves to us.
 */
final class KernelVlans {
  private KernelVlans() {}

  /** Asks the kernel whether it has the flag. */
  static boolean areAnswered(Syscalls syscalls) {
    return new Features(syscalls).fibLookup(FibLookupFlag.VLAN) instanceof Answer.Supported;
  }

  /** Tells whether frames would be the same for every VLAN device that routes may lead to. */
  static boolean answerAsWeDo(NetworkState network, HostMaps ours) {
    for (NetworkLink link : network.links()) {
      if (link.kind().equals("vlan") && link.up() && !isSame(network, link, ours)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(NetworkState network, NetworkLink vlan, HostMaps ours) {
    Optional<NetworkLink> below =
        vlan.parent()
            .filter(parent -> !parent.elsewhere())
            .flatMap(parent -> network.link(parent.index()));
    if (below.isEmpty() || below.get().kind().equals("vlan")) {
      // The kernel answers that it cannot, and is asked again without the flag.
      return true;
    }
    int port = below.get().index();
    VlanEgress egress = ours.vlanResolve().get(vlan.index());
    if (egress == null) {
      // Left to the kernel by both, where nothing is redirected to the device below.
      return !ours.redirectTargets().containsKey(port);
    }
    List<EgressTag> tag =
        Devices.vlan(vlan).map(id -> List.of(new EgressTag(id, Priorities.KEPT))).orElse(List.of());
    return egress.port() == port && egress.tags().equals(tag);
  }
}
