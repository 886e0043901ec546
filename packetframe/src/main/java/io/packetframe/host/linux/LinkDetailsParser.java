package io.packetframe.host.linux;

import io.packetframe.sys.linux.LinkAttributes;
import io.packetframe.sys.linux.NetlinkAttributes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads IFLA_LINKINFO: what only devices of one kind have. */
final class LinkDetailsParser {
  private static final int CUSTOMER_TPID = 0x8100;

  /** Two u32: from, to; or flags, mask. */
  private static final int PAIR = 8;

  private final VlanConfiguration vlans;

  LinkDetailsParser(VlanConfiguration vlans) {
    this.vlans = vlans;
  }

  /** Returns the details; nothing where the message is malformed. */
  Optional<LinkDetails> parse(String kind, String name, NetlinkAttributes info) {
    NetlinkAttributes data = info.nested(LinkAttributes.IFLA_INFO_DATA).orElse(null);
    if (data == null) {
      return Optional.empty();
    }
    return switch (kind) {
      case "vlan" -> vlan(name, data);
      case "bridge" -> Optional.of(bridge(data));
      case "macvlan", "macvtap" -> Optional.of(macvlan(data));
      default -> Optional.of(new LinkDetails.None());
    };
  }

  private Optional<LinkDetails> vlan(String name, NetlinkAttributes data) {
    OptionalInt told = data.number(LinkAttributes.IFLA_VLAN_ID);
    OptionalInt vid = told.isPresent() ? told : vlans.vid(name);
    NetlinkAttributes ingress = data.nested(LinkAttributes.IFLA_VLAN_INGRESS_QOS).orElse(null);
    NetlinkAttributes egress = data.nested(LinkAttributes.IFLA_VLAN_EGRESS_QOS).orElse(null);
    if (ingress == null || egress == null) {
      return Optional.empty();
    }
    if (vid.isEmpty()) {
      return Optional.of(new LinkDetails.Untold());
    }
    return Optional.of(
        new LinkDetails.Vlan(
            // A kernel that does not tell has no other kind.
            data.be16(LinkAttributes.IFLA_VLAN_PROTOCOL).orElse(CUSTOMER_TPID),
            vid.getAsInt(),
            data.bytes(LinkAttributes.IFLA_VLAN_FLAGS)
                .filter(bytes -> bytes.length == PAIR)
                .map(bytes -> pair(bytes).getInt(0))
                .orElse(0),
            priorities(ingress),
            priorities(egress)));
  }

  private static SortedMap<Integer, Integer> priorities(NetlinkAttributes map) {
    SortedMap<Integer, Integer> priorities = new TreeMap<>();
    for (byte[] mapping : map.all(LinkAttributes.IFLA_VLAN_QOS_MAPPING)) {
      if (mapping.length == PAIR) {
        priorities.put(pair(mapping).getInt(0), pair(mapping).getInt(4));
      }
    }
    return priorities;
  }

  private static ByteBuffer pair(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  private static LinkDetails bridge(NetlinkAttributes data) {
    OptionalInt filters = data.number(LinkAttributes.IFLA_BR_VLAN_FILTERING);
    return filters.isPresent()
        ? new LinkDetails.Bridge(filters.getAsInt() != 0)
        : new LinkDetails.Untold();
  }

  private static LinkDetails macvlan(NetlinkAttributes data) {
    OptionalInt mode = data.number(LinkAttributes.IFLA_MACVLAN_MODE);
    if (mode.isEmpty()) {
      return new LinkDetails.Untold();
    }
    return new LinkDetails.Macvlan(
        switch (mode.getAsInt()) {
          case LinkAttributes.MACVLAN_MODE_PASSTHRU -> LinkDetails.Macvlan.Mode.ALL;
          case LinkAttributes.MACVLAN_MODE_SOURCE -> LinkDetails.Macvlan.Mode.BY_SENDER;
          default -> LinkDetails.Macvlan.Mode.BY_ADDRESS;
        });
  }
}
