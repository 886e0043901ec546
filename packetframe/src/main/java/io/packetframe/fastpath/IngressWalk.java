package io.packetframe.fastpath;

import io.packetframe.fastpath.HostProblem.Kind;
import io.packetframe.host.linux.LinkDetails;
import io.packetframe.host.linux.LinkDetails.Macvlan.Mode;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.net.MacAddress;
import io.packetframe.net.VlanId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From a port upwards, as a received frame goes: first to a VLAN device that has its tag, else to a
 * macvlan that has its MAC address or to the bridge or bond that the device belongs to, else to the
 * device itself (__netif_receive_skb_core in net/core/dev.c). Where the kernel would do what we do
 * not follow, the frames are left to it.
 */
final class IngressWalk {
  private static final List<String> MACVLANS = List.of("macvlan", "macvtap");
  private static final List<String> IPVLANS = List.of("ipvlan", "ipvtap");

  private final Devices devices;
  private final Problems problems;
  private final int limit;
  private final Map<IngressKey, Integer> entries = new LinkedHashMap<>();

  IngressWalk(Devices devices, Problems problems, int limit) {
    this.devices = devices;
    this.problems = problems;
    this.limit = limit;
  }

  /**
   * Where the walk is.
   *
   * @param macs whose frames come here
   * @param claimed tags that a device on the way takes, whatever is above
   */
  private record Place(
      int port,
      NetworkLink device,
      List<VlanId> tags,
      Set<MacAddress> macs,
      Set<List<VlanId>> claimed,
      int depth) {
    Place on(NetworkLink above, List<VlanId> tagsThere, Set<MacAddress> macsThere) {
      return new Place(port, above, tagsThere, macsThere, claimed, depth + 1);
    }

    /** As well for the frames to its own address. */
    Set<MacAddress> macsAnd(NetworkLink other) {
      Set<MacAddress> all = new LinkedHashSet<>(macs);
      other.mac().ifPresent(all::add);
      return all;
    }
  }

  Map<IngressKey, Integer> entries() {
    return entries;
  }

  /** Adds what frames for us look like that come by a port. */
  void from(NetworkLink port) {
    start(port, port, Set.of());
    if (isTeam(port)) {
      // In native mode the program runs for each member, and is told the member's ifindex.
      devices
          .members(port)
          .forEach(member -> start(member, port, member.mac().map(Set::of).orElse(Set.of())));
    }
  }

  private void start(NetworkLink seen, NetworkLink port, Set<MacAddress> macs) {
    Place bare = new Place(seen.index(), port, List.of(), macs, new HashSet<>(), 0);
    visit(new Place(seen.index(), port, List.of(), bare.macsAnd(port), bare.claimed, 0));
  }

  private void visit(Place place) {
    NetworkLink device = place.device;
    if (place.depth > Devices.MAX_NESTING) {
      problems.add(Kind.TOO_DEEP, device.name(), "has devices above each other without end");
      return;
    }
    put(new IngressKey(place.port, place.tags, Optional.empty()), device);
    boolean takesPriorityTags = false;
    for (NetworkLink vlan : devices.above(device, List.of("vlan"))) {
      takesPriorityTags |= isPriorityDevice(vlan);
      visitVlan(place, vlan);
    }
    if (!takesPriorityTags && !visitHandlers(place)) {
      for (MacAddress mac : place.macs) {
        put(new IngressKey(place.port, place.tags, Optional.of(mac)), device);
      }
    }
  }

  private boolean isPriorityDevice(NetworkLink vlan) {
    boolean isOne = vlan.details() instanceof LinkDetails.Vlan details && details.vid() == 0;
    if (isOne) {
      notFollowed(vlan, "takes the frames with VID 0 of the device below it");
    }
    return isOne;
  }

  private void visitVlan(Place place, NetworkLink vlan) {
    Optional<VlanId> id = Devices.vlan(vlan);
    if (id.isEmpty()) {
      if (vlan.details() instanceof LinkDetails.Untold) {
        problems.add(Kind.UNKNOWN_DETAILS, vlan.name(), "is a VLAN device of unknown tag");
      }
      return;
    }
    if (place.tags.size() == Tags.MAX) {
      problems.add(Kind.TOO_DEEP, vlan.name(), "receives frames with more than two tags");
      return;
    }
    List<VlanId> tags = new ArrayList<>(place.tags);
    tags.add(id.get());
    // A device that is down claims its tag too: the kernel drops what it would get.
    if (place.claimed.add(List.copyOf(tags)) && vlan.up()) {
      visit(place.on(vlan, tags, place.macsAnd(vlan)));
    }
  }

  /** Visits what takes frames from a device; returns whether the device itself gets no more. */
  private boolean visitHandlers(Place place) {
    NetworkLink device = place.device;
    for (NetworkLink ipvlan : devices.above(device, IPVLANS)) {
      notFollowed(ipvlan, "takes frames of the device below it by their IP address");
      return true;
    }
    boolean takesAll = false;
    for (NetworkLink macvlan : devices.above(device, MACVLANS)) {
      takesAll |= visitMacvlan(place, macvlan);
    }
    return takesAll || (device.master() != 0 && visitMaster(place));
  }

  /** A macvtap hands its frames to a process, so they are not for this host's routes. */
  private boolean visitMacvlan(Place place, NetworkLink macvlan) {
    if (!(macvlan.details() instanceof LinkDetails.Macvlan(Mode mode))) {
      problems.add(Kind.UNKNOWN_DETAILS, macvlan.name(), "is a macvlan of unknown mode");
      return true;
    }
    if (mode == Mode.BY_SENDER) {
      notFollowed(macvlan, "takes frames of the device below it by their sender");
      return true;
    }
    boolean routed = macvlan.up() && macvlan.kind().equals("macvlan");
    if (routed && mode == Mode.ALL) {
      visit(place.on(macvlan, place.tags, place.macsAnd(macvlan)));
    } else if (routed && macvlan.mac().isPresent()) {
      Place own = place.on(macvlan, place.tags, Set.of(macvlan.mac().get()));
      visit(
          new Place(
              own.port, macvlan, own.tags, own.macs, new HashSet<>(place.claimed), own.depth));
    }
    return mode == Mode.ALL;
  }

  private boolean visitMaster(Place place) {
    NetworkLink device = place.device;
    NetworkLink master = devices.find(device.master()).orElse(null);
    if (master == null) {
      problems.add(Kind.UNKNOWN_PARENT, device.name(), "belongs to a device that is not there");
      return true;
    }
    if (master.kind().equals("vrf")) {
      return false;
    }
    if (master.kind().equals("bridge")) {
      visitBridge(place, master);
    } else if (!isTeam(master)) {
      notFollowed(device, "belongs to " + master.name() + ", which takes its frames");
    } else if (master.up()) {
      visit(place.on(master, place.tags, place.macsAnd(master)));
    }
    return true;
  }

  /** Of a bridge, only what it hands up as it came: all that is for it, where it reads no tags. */
  private void visitBridge(Place place, NetworkLink bridge) {
    switch (bridge.details()) {
      case LinkDetails.Bridge details -> {
        boolean passes =
            place.device.bridgePort().filter(NetworkLink.BridgePort::isForwarding).isPresent();
        if (details.filtersVlans()) {
          notFollowed(place.device, "belongs to " + bridge.name() + ", which filters VLANs");
        } else if (bridge.up() && passes) {
          visit(place.on(bridge, place.tags, place.macsAnd(bridge)));
        }
      }
      default ->
          problems.add(Kind.UNKNOWN_DETAILS, bridge.name(), "is a bridge that may filter VLANs");
    }
  }

  private static boolean isTeam(NetworkLink link) {
    return link.kind().equals("bond") || link.kind().equals("team");
  }

  private void notFollowed(NetworkLink link, String text) {
    problems.add(Kind.NOT_FOLLOWED, link.name(), text + ": these are left to the kernel");
  }

  private void put(IngressKey key, NetworkLink device) {
    problems.put(FastPathMap.INGRESS.name(), entries, limit, key, device.index());
  }
}
