package io.packetframe.fastpath;

import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.host.linux.Reading;
import io.packetframe.host.linux.Reading.Present;
import io.packetframe.host.linux.TransmitOffload;
import io.packetframe.module.SwitchedOffload;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.Syscalls;
import java.util.Optional;

/**
 * The other end of a veth. It hands packets over as its own stack has them, and nothing at our end
 * can be switched off for that:
 *
 * <ul>
 *   <li>A tag that a VLAN device above it left in metadata stays there. The program would take such
 *       a frame for an untagged one. In native mode the tag is lost, whatever VLAN it was; in
 *       generic mode the frame would leave with the tag that it came with in front of those of its
 *       egress device.
 *   <li>A checksum that was left to hardware is that of the pseudo header. Native redirect has no
 *       place to keep the mark (struct xdp_frame), so that the frame would leave with it; in
 *       generic mode the mark stays, but an MSS clamp would count its change twice.
 * </ul>
 */
final class VethPeer {
  private static final String VETH = "veth";

  private final Syscalls syscalls;
  private final NetworkState network;

  VethPeer(Syscalls syscalls, NetworkState network) {
    this.syscalls = syscalls;
    this.network = network;
  }

  /** Whether a port has a peer that is out of reach: in another network namespace. */
  boolean isElsewhere(NetworkLink port) {
    return port.kind().equals(VETH) && here(port).isEmpty();
  }

  /** Returns what has to go off at the peer; unreadable where it cannot be asked. */
  Reading<Optional<SwitchedOffload>> offloads(NetworkLink port) {
    Optional<NetworkLink> peer = here(port);
    if (!port.kind().equals(VETH) || peer.isEmpty()) {
      return new Present<>(Optional.empty());
    }
    String name = peer.get().name();
    return TransmitOffload.read(syscalls, name)
        .flatMap(
            offload ->
                new Present<>(
                    offload.on().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new SwitchedOffload(new InterfaceName(name), offload.on()))));
  }

  private Optional<NetworkLink> here(NetworkLink port) {
    return port.parent().filter(end -> !end.elsewhere()).flatMap(end -> network.link(end.index()));
  }
}
