package io.packetframe.fastpath;

import io.packetframe.config.BypassKind;
import io.packetframe.config.FastPathDirective.AcceptBypass;
import io.packetframe.config.ModuleSection;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.host.linux.Reading;
import io.packetframe.host.linux.ReceiveVlanOffload;
import io.packetframe.module.Journal;
import io.packetframe.module.SwitchedOffload;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has to go off before a port is attached, so that XDP sees frames as they are on a wire. What
 * is in the way is added to the problems.
 */
final class PortOffloads {
  /** What XDP does not see of a veth whose peer is out of reach. */
  static final String HIDDEN =
      "its peer is in another network namespace, out of reach: VLAN tags that the peer sends in"
          + " packet metadata and checksums that it leaves to hardware are not in the frames that"
          + " XDP sees";

  /** What to do about it. */
  static final String REMEDY =
      "switch that off there (`ethtool -K <peer> tx off txvlan off tx-vlan-stag-hw-insert off`),"
          + " then say `accept-bypass "
          + BypassKind.PEER_OFFLOADS.text()
          + "`";

  private final Syscalls syscalls;
  private final VethPeer peers;
  private final Journal journal;
  private final boolean trustsPeers;
  private final List<String> problems;

  PortOffloads(
      Syscalls syscalls,
      NetworkState network,
      Journal journal,
      ModuleSection section,
      List<String> problems) {
    this.syscalls = syscalls;
    this.peers = new VethPeer(syscalls, network);
    this.journal = journal;
    this.trustsPeers = trustsPeers(section);
    this.problems = problems;
  }

  /** Whether the operator vouches for peers of veths that are out of reach. */
  static boolean trustsPeers(ModuleSection section) {
    return section.all(AcceptBypass.class).stream()
        .anyMatch(accept -> accept.kind() == BypassKind.PEER_OFFLOADS);
  }

  List<SwitchedOffload> of(NetworkLink port) {
    List<SwitchedOffload> offloads = new ArrayList<>();
    own(port.name()).ifPresent(offloads::add);
    if (peers.isElsewhere(port)) {
      outOfReach(port);
    } else {
      Reading<Optional<SwitchedOffload>> reading = peers.offloads(port);
      reading.problem().ifPresent(why -> problems.add("interface " + port.name() + ": " + why));
      reading.optional().flatMap(it -> it).ifPresent(offloads::add);
    }
    return offloads;
  }

  /** A tag in packet metadata is invisible to XDP. */
  private Optional<SwitchedOffload> own(String name) {
    Reading<ReceiveVlanOffload> reading = ReceiveVlanOffload.read(syscalls, name);
    if (reading.optional().isEmpty()) {
      problems.add("interface " + name + ": " + reading.problem().orElse(""));
      return Optional.empty();
    }
    ReceiveVlanOffload offload = reading.optional().get();
    if (!offload.fixedOn().isEmpty()) {
      problems.add(
          "interface "
              + name
              + " takes VLAN tags off frames and cannot be told not to: "
              + String.join(", ", offload.fixedOn())
              + " on [fixed]");
    }
    return offload.on().isEmpty()
        ? Optional.empty()
        : Optional.of(new SwitchedOffload(new InterfaceName(name), offload.on()));
  }

  /** What cannot be switched off from here is the operator's to switch off, and to say so. */
  private void outOfReach(NetworkLink port) {
    String found = "interface " + port.name() + ": " + HIDDEN;
    if (trustsPeers) {
      journal.warn(found);
    } else {
      problems.add(found + "; " + REMEDY);
    }
  }
}
