package io.packetframe.fastpath;

import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.host.linux.Reading;
import io.packetframe.host.linux.Reading.Present;
import io.packetframe.host.linux.TransmitVlanOffload;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;
import java.util.Optional;

/**
 * The other end of a veth. It hands packets over as its own stack has them: a tag that a VLAN
 * device above it left in metadata stays there, and nothing at our end can be switched off for
 * that. The program would take such a frame for an untagged one; in generic mode it would leave
 * with the tag that it came with in front of those of its egress device.
 */
final class VethPeer {
  private static final String VETH = "veth";

  private final Syscalls syscalls;
  private final NetworkState network;

  VethPeer(Syscalls syscalls, NetworkState network) {
    this.syscalls = syscalls;
    this.network = network;
  }

  /** Returns what an operator has to know of a port; unreadable where the peer cannot be asked. */
  Reading<Optional<String>> warning(NetworkLink port) {
    if (!port.kind().equals(VETH)) {
      return new Present<>(Optional.empty());
    }
    Optional<String> peer =
        port.parent()
            .filter(end -> !end.elsewhere())
            .flatMap(end -> network.link(end.index()))
            .map(NetworkLink::name);
    if (peer.isEmpty()) {
      return new Present<>(
          Optional.of(
              text(port, "whose peer is in another network namespace")
                  + "; there, `ethtool -K <peer> txvlan off tx-vlan-stag-hw-insert off`"));
    }
    return TransmitVlanOffload.read(syscalls, peer.get())
        .flatMap(offload -> new Present<>(warning(port, peer.get(), offload.on())));
  }

  private static Optional<String> warning(NetworkLink port, String peer, List<String> on) {
    return on.isEmpty()
        ? Optional.empty()
        : Optional.of(
            text(port, "whose peer is " + peer)
                + "; `ethtool -K "
                + peer
                + " "
                + String.join(" off ", on)
                + " off`");
  }

  private static String text(NetworkLink port, String peer) {
    return "interface "
        + port.name()
        + " is a veth, "
        + peer
        + ": tags that VLAN devices above the peer send come in packet metadata, where XDP does not"
        + " see them, and such frames are taken for untagged ones";
  }
}
