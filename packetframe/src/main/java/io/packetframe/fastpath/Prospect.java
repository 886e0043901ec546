package io.packetframe.fastpath;

import io.packetframe.config.AttachMode;
import io.packetframe.config.FastPathDirective.Attach;
import io.packetframe.config.ModuleSection;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.host.linux.Reading;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a start of the fast path would meet on this host. Nothing is touched.
 *
 * @param consent what would be skipped; not readable where the kernel does not tell
 * @param broken what the config asks for and the maps cannot hold, one sentence each
 * @param unseen what the peers of veths out of reach may hide from XDP, a sentence for each port
 * @param trustsPeers whether the config says that they do not
 */
public record Prospect(
    Reading<Consent> consent, List<String> broken, List<String> unseen, boolean trustsPeers) {
  /** Copies the lists. */
  public Prospect {
    broken = List.copyOf(broken);
    unseen = List.copyOf(unseen);
  }

  /** Looks at the host; interfaces that are not there are left out. */
  public static Reading<Prospect> of(Syscalls syscalls, ModuleSection section) {
    return NetworkState.read(syscalls)
        .parse("rtnetlink", "answer", network -> Optional.of(of(syscalls, section, network)));
  }

  private static Prospect of(Syscalls syscalls, ModuleSection section, NetworkState network) {
    List<AttachedPort> ports = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    VethPeer peers = new VethPeer(syscalls, network);
    for (Attach attach : section.all(Attach.class)) {
      Optional<NetworkLink> link = network.link(attach.port().value().text());
      if (link.isPresent()) {
        boolean isNative = attach.mode() == AttachMode.NATIVE || attach.mode() == AttachMode.AUTO;
        ports.add(new AttachedPort(link.get().index(), isNative));
        if (peers.isElsewhere(link.get())) {
          unseen.add(PortOffloads.unseen(link.get()));
        }
      }
    }
    DesiredMaps desired = DesiredMaps.of(section, network, ports, HostLimits.STATED, false);
    return new Prospect(
        Consent.of(syscalls, section, network, ports, desired.host().redirectTargets().keySet()),
        desired.broken(),
        unseen,
        PortOffloads.trustsPeers(section));
  }
}
