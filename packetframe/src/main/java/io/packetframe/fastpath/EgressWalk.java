package io.packetframe.fastpath;

import io.packetframe.fastpath.HostProblem.Kind;
import io.packetframe.host.linux.LinkDetails;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.net.VlanId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a VLAN device or bridge downwards, to the port that sends. */
final class EgressWalk {
  private static final int PCPS = 8;
  private static final int PCP_MASK = 7;

  private final Devices devices;
  private final RedirectTargets targets;
  private final boolean throughBridges;
  private final Problems problems;

  EgressWalk(Devices devices, RedirectTargets targets, boolean throughBridges, Problems problems) {
    this.devices = devices;
    this.targets = targets;
    this.throughBridges = throughBridges;
    this.problems = problems;
  }

  /** Returns the way down; nothing where it is none that we take. */
  Optional<VlanEgress> from(NetworkLink top) {
    Deque<EgressTag> tags = new ArrayDeque<>();
    int mtu = Integer.MAX_VALUE;
    Optional<NetworkLink> device = Optional.of(top);
    while (device.isPresent() && isAbovePort(device.get())) {
      mtu = Math.min(mtu, device.get().mtu());
      device = below(device.get(), tags);
      if (tags.size() > Tags.MAX) {
        problems.add(Kind.TOO_DEEP, top.name(), "sends more than two tags");
        return Optional.empty();
      }
    }
    int smallest = mtu;
    return device
        .filter(targets::contains)
        .map(
            port ->
                new VlanEgress(
                    port.index(),
                    List.copyOf(tags),
                    smallest,
                    RedirectTargets.longestFrame(port),
                    targets.sendsFragments(port)));
  }

  static boolean isAbovePort(NetworkLink link) {
    return link.kind().equals("vlan") || link.kind().equals("bridge");
  }

  /** Each VLAN device adds a tag, and a bridge is left by its first and only port. */
  private Optional<NetworkLink> below(NetworkLink link, Deque<EgressTag> tags) {
    if (!link.up()) {
      return Optional.empty();
    }
    return switch (link.details()) {
      case LinkDetails.Vlan vlan -> belowVlan(link, vlan, tags);
      case LinkDetails.Bridge bridge ->
          throughBridges && isShort(link, bridge)
              ? Optional.of(devices.members(link).getFirst())
              : Optional.empty();
      case LinkDetails.Untold _ -> {
        problems.add(Kind.UNKNOWN_DETAILS, link.name(), "is a device of unknown details");
        yield Optional.empty();
      }
      case LinkDetails.Macvlan _, LinkDetails.None _ -> Optional.empty();
    };
  }

  private Optional<NetworkLink> belowVlan(
      NetworkLink link, LinkDetails.Vlan vlan, Deque<EgressTag> tags) {
    Optional<VlanId> id = Devices.vlan(link);
    if (id.isEmpty()) {
      problems.add(
          Kind.NOT_FOLLOWED, link.name(), "sends tags with VID 0: these are left to the kernel");
      return Optional.empty();
    }
    tags.addFirst(new EgressTag(id.get(), priorities(vlan.egressPriorities())));
    Optional<NetworkLink> parent = devices.parent(link);
    if (parent.isEmpty()) {
      boolean elsewhere = link.parent().filter(NetworkLink.Parent::elsewhere).isPresent();
      problems.add(
          Kind.UNKNOWN_PARENT,
          link.name(),
          elsewhere
              ? "stands on a device of another network namespace"
              : "stands on a device that is not there");
    }
    return parent;
  }

  /** Without a map what came is kept; a map sends 0 for what it does not name. */
  private static Priorities priorities(Map<Integer, Integer> map) {
    if (map.isEmpty()) {
      return Priorities.KEPT;
    }
    Priorities all = new Priorities(0);
    for (int came = 0; came < PCPS; came++) {
      all = all.with(came, map.getOrDefault(came, 0) & PCP_MASK);
    }
    return all;
  }

  /** A bridge with nothing to decide and nothing to change. */
  private boolean isShort(NetworkLink bridge, LinkDetails.Bridge details) {
    List<NetworkLink> members = devices.members(bridge);
    if (details.filtersVlans() || members.size() != 1) {
      return false;
    }
    NetworkLink member = members.getFirst();
    return member.details() instanceof LinkDetails.Vlan vlan
        && vlan.egressPriorities().isEmpty()
        && member
            .bridgePort()
            .filter(port -> port.isForwarding() && port.unicastFlood())
            .isPresent()
        && bridge.mtu() >= member.mtu();
  }
}
