package io.packetframe.host.linux;

import io.packetframe.host.linux.NetworkLink.BridgePort;
import io.packetframe.host.linux.NetworkLink.Parent;
import io.packetframe.host.linux.NetworkLink.XdpFeatures;
import io.packetframe.net.MacAddress;
import io.packetframe.sys.linux.LinkAttributes;
import io.packetframe.sys.linux.NetlinkAttributes;
import io.packetframe.sys.linux.NetlinkReply;
import io.packetframe.sys.linux.RouteNetlink;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads devices out of RTM_NEWLINK messages. */
final class LinkParser {
  private final Map<Integer, XdpFeatures> features;
  private final LinkDetailsParser details;

  /**
   * Makes one.
   *
   * @param features of the devices that the kernel tells any of, by ifindex
   */
  LinkParser(Map<Integer, XdpFeatures> features, VlanConfiguration vlans) {
    this.features = features;
    this.details = new LinkDetailsParser(vlans);
  }

  /** Returns the device; nothing where the message is malformed. */
  Optional<NetworkLink> parse(NetlinkReply reply) {
    NetlinkAttributes attributes = reply.attributes(LinkAttributes.IFINFOMSG).orElse(null);
    if (reply.type() != LinkAttributes.RTM_NEWLINK || attributes == null) {
      return Optional.empty();
    }
    NetlinkAttributes info = attributes.nested(LinkAttributes.IFLA_LINKINFO).orElse(null);
    List<NetlinkAttributes> properties =
        attributes.allNested(LinkAttributes.IFLA_PROP_LIST).orElse(null);
    int index = reply.body().getInt(LinkAttributes.IFI_INDEX);
    String name = attributes.text(LinkAttributes.IFLA_IFNAME).orElse("");
    if (info == null || properties == null || index < 1 || name.isEmpty()) {
      return Optional.empty();
    }
    String kind = info.text(LinkAttributes.IFLA_INFO_KIND).orElse("");
    Optional<LinkDetails> own = details.parse(kind, name, info);
    NetlinkAttributes bridgePort = info.nested(LinkAttributes.IFLA_INFO_SLAVE_DATA).orElse(null);
    if (own.isEmpty() || bridgePort == null) {
      return Optional.empty();
    }
    boolean inBridge =
        info.text(LinkAttributes.IFLA_INFO_SLAVE_KIND).filter("bridge"::equals).isPresent();
    return Optional.of(
        new NetworkLink(
            index,
            name,
            properties.stream()
                .flatMap(list -> list.texts(LinkAttributes.IFLA_ALT_IFNAME).stream())
                .toList(),
            Short.toUnsignedInt(reply.body().getShort(LinkAttributes.IFI_TYPE)),
            kind,
            mac(attributes),
            attributes.number(LinkAttributes.IFLA_MTU).orElse(0),
            (reply.body().getInt(LinkAttributes.IFI_FLAGS) & LinkAttributes.IFF_UP) != 0,
            OperationalState.of(attributes.number(LinkAttributes.IFLA_OPERSTATE).orElse(0)),
            attributes.number(LinkAttributes.IFLA_MASTER).orElse(0),
            parent(attributes),
            own.get(),
            inBridge ? Optional.of(bridgePort(bridgePort)) : Optional.empty(),
            Optional.ofNullable(features.get(index)),
            runsNativeXdp(attributes)));
  }

  private static boolean runsNativeXdp(NetlinkAttributes attributes) {
    return attributes
        .nested(RouteNetlink.IFLA_XDP)
        .flatMap(xdp -> xdp.bytes(RouteNetlink.IFLA_XDP_ATTACHED))
        .filter(
            mode ->
                mode.length == 1
                    && (mode[0] == RouteNetlink.XDP_ATTACHED_DRV
                        || mode[0] == RouteNetlink.XDP_ATTACHED_MULTI))
        .isPresent();
  }

  private static Optional<MacAddress> mac(NetlinkAttributes attributes) {
    return attributes
        .bytes(LinkAttributes.IFLA_ADDRESS)
        .filter(bytes -> bytes.length == MacAddress.BYTES)
        .map(bytes -> MacAddress.at(bytes, 0));
  }

  private static Optional<Parent> parent(NetlinkAttributes attributes) {
    int parent = attributes.number(LinkAttributes.IFLA_LINK).orElse(0);
    boolean elsewhere = attributes.has(LinkAttributes.IFLA_LINK_NETNSID);
    return parent < 1 && !elsewhere ? Optional.empty() : Optional.of(new Parent(parent, elsewhere));
  }

  /** A state that is not told is taken for one that lets nothing pass. */
  private static BridgePort bridgePort(NetlinkAttributes attributes) {
    return new BridgePort(
        attributes.number(LinkAttributes.IFLA_BRPORT_STATE).orElse(0),
        attributes.number(LinkAttributes.IFLA_BRPORT_UNICAST_FLOOD).orElse(0) != 0);
  }
}
