package io.packetframe.fastpath;

import io.packetframe.host.linux.LinkDetails;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.net.VlanId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The devices of a host, by what stands on what. */
final class Devices {
  /** The kernel's own bound is 8 (MAX_NEST_DEV); a state that was read in parts may have more. */
  static final int MAX_NESTING = 16;

  private final Map<Integer, NetworkLink> byIndex = new LinkedHashMap<>();
  private final Map<Integer, List<NetworkLink>> above = new LinkedHashMap<>();
  private final Map<Integer, List<NetworkLink>> members = new LinkedHashMap<>();

  Devices(NetworkState state) {
    for (NetworkLink link : state.links()) {
      byIndex.put(link.index(), link);
      Optional<NetworkLink.Parent> parent = link.parent();
      if (parent.isPresent() && !parent.get().elsewhere()) {
        above.computeIfAbsent(parent.get().index(), _ -> new ArrayList<>()).add(link);
      }
      if (link.master() != 0) {
        members.computeIfAbsent(link.master(), _ -> new ArrayList<>()).add(link);
      }
    }
  }

  Iterable<NetworkLink> all() {
    return byIndex.values();
  }

  Optional<NetworkLink> find(int index) {
    return Optional.ofNullable(byIndex.get(index));
  }

  /** Those of the kinds, up or not, that have this one as their parent. */
  List<NetworkLink> above(NetworkLink lower, List<String> kinds) {
    return above.getOrDefault(lower.index(), List.of()).stream()
        .filter(link -> kinds.contains(link.kind()))
        .toList();
  }

  /** The ports of a bridge, the slaves of a bond. */
  List<NetworkLink> members(NetworkLink master) {
    return members.getOrDefault(master.index(), List.of());
  }

  /** The device that it stands on, where that is in this namespace. */
  Optional<NetworkLink> parent(NetworkLink link) {
    return link.parent().filter(parent -> !parent.elsewhere()).flatMap(it -> find(it.index()));
  }

  /** The VLAN of a VLAN device; nothing for VID 0, which names none, and for what is not told. */
  static Optional<VlanId> vlan(NetworkLink link) {
    return link.details() instanceof LinkDetails.Vlan vlan && vlan.vid() > 0
        ? Optional.of(new VlanId(vlan.tpid(), vlan.vid()))
        : Optional.empty();
  }
}
