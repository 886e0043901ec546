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
 * @param withPeersElsewhere ports that are veths whose peers are in another network namespace
 * @param trustsPeers whether the config says that they do not
 */
public record Prospect(
    Reading<Consent> consent,
    List<String> broken,
    List<String> withPeersElsewhere,
    boolean trustsPeers) {
  /** Copies the lists. */
  public Prospect {
    broken = List.copyOf(broken);
    withPeersElsewhere = List.copyOf(withPeersElsewhere);
  }

  /** Returns what such a peer may hide from XDP, as a sentence without a full stop. */
  public static String hiddenByPeers() {
    return PortOffloads.HIDDEN;
  }

  /** Returns what to do about it before the config vouches for such peers, and how it does. */
  public static String remedyForPeers() {
    return PortOffloads.REMEDY;
  }

  /** Looks at the host; interfaces that are not there are left out. */
  public static Reading<Prospect> of(Syscalls syscalls, ModuleSection section) {
    return NetworkState.read(syscalls)
        .parse("rtnetlink", "answer", network -> Optional.of(of(syscalls, section, network)));
  }

  private static Prospect of(Syscalls syscalls, ModuleSection section, NetworkState network) {
    List<AttachedPort> ports = new ArrayList<>();
    List<String> elsewhere = new ArrayList<>();
    VethPeer peers = new VethPeer(syscalls, network);
    for (Attach attach : section.all(Attach.class)) {
      Optional<NetworkLink> link = network.link(attach.port().value().text());
      if (link.isPresent()) {
        boolean isNative = attach.mode() == AttachMode.NATIVE || attach.mode() == AttachMode.AUTO;
        ports.add(new AttachedPort(link.get().index(), isNative));
        if (peers.isElsewhere(link.get())) {
          elsewhere.add(link.get().name());
        }
      }
    }
    DesiredMaps desired = DesiredMaps.of(section, network, ports, HostLimits.STATED, false);
    return new Prospect(
        Consent.of(syscalls, section, network, ports, desired.host().redirectTargets().keySet()),
        desired.broken(),
        elsewhere,
        PortOffloads.trustsPeers(section));
  }
}
