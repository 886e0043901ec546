package io.packetframe.host.linux;

import io.packetframe.host.linux.NetworkLink.XdpFeatures;
import io.packetframe.host.linux.Reading.Present;
import io.packetframe.sys.linux.AddressAttributes;
import io.packetframe.sys.linux.DeviceFeatures;
import io.packetframe.sys.linux.LinkAttributes;
import io.packetframe.sys.linux.NetlinkAttributes;
import io.packetframe.sys.linux.NetlinkReply;
import io.packetframe.sys.linux.RouteNetlink;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/** Asks the kernel for all that a {@link NetworkState} holds, and puts it together. */
final class NetworkStateReader {
  private static final String LINKS = "rtnetlink RTM_GETLINK";
  private static final String ADDRESSES = "rtnetlink RTM_GETADDR";
  private static final String ANYCAST = "rtnetlink RTM_GETANYCAST";
  private static final String FAMILY = "generic netlink CTRL_CMD_GETFAMILY netdev";
  private static final String FEATURES = "generic netlink NETDEV_CMD_DEV_GET";

  private final NetlinkReader netlink;
  private final HostFiles files;

  NetworkStateReader(Syscalls syscalls, HostFiles files) {
    this.netlink = new NetlinkReader(syscalls);
    this.files = files;
  }

  Reading<NetworkState> read() {
    return features()
        .flatMap(features -> VlanConfiguration.read(files).flatMap(vlans -> links(features, vlans)))
        .flatMap(links -> addresses().flatMap(all -> new Present<>(new NetworkState(links, all))));
  }

  private Reading<List<NetworkLink>> links(
      Map<Integer, XdpFeatures> features, VlanConfiguration vlans) {
    LinkParser parser = new LinkParser(features, vlans);
    return netlink
        .ask(LINKS, RouteNetlink.NETLINK_ROUTE, LinkAttributes::getAll)
        .flatMap(messages -> each(LINKS, messages, parser::parse))
        .flatMap(
            links -> {
              Map<Integer, NetworkLink> byIndex = new TreeMap<>();
              links.forEach(link -> byIndex.put(link.index(), link));
              return new Present<>(List.copyOf(byIndex.values()));
            });
  }

  private Reading<List<InterfaceAddress>> addresses() {
    return netlink
        .ask(ADDRESSES, RouteNetlink.NETLINK_ROUTE, AddressAttributes::getAll)
        .flatMap(messages -> each(ADDRESSES, messages, AddressParser::parse))
        .flatMap(own -> anycast().flatMap(anycast -> new Present<>(joined(own, anycast))));
  }

  /** A kernel without IPv6 has no such question. */
  private Reading<List<List<InterfaceAddress>>> anycast() {
    return netlink
        .askOptional(ANYCAST, RouteNetlink.NETLINK_ROUTE, AddressAttributes::getAnycast)
        .flatMap(messages -> each(ANYCAST, messages, AddressParser::parse));
  }

  private static List<InterfaceAddress> joined(
      List<List<InterfaceAddress>> own, List<List<InterfaceAddress>> anycast) {
    List<InterfaceAddress> all = new ArrayList<>();
    own.forEach(all::addAll);
    anycast.forEach(all::addAll);
    return all;
  }

  /** Before 6.3 the kernel tells of no device. */
  private Reading<Map<Integer, XdpFeatures>> features() {
    return netlink
        .askOptional(FAMILY, DeviceFeatures.NETLINK_GENERIC, DeviceFeatures::getFamily)
        .flatMap(
            messages -> {
              OptionalInt family = family(messages);
              return family.isEmpty()
                  ? new Present<>(Map.of())
                  : netlink
                      .askOptional(
                          FEATURES,
                          DeviceFeatures.NETLINK_GENERIC,
                          () -> DeviceFeatures.getAll(family.getAsInt()))
                      .flatMap(this::features);
            });
  }

  private static OptionalInt family(List<NetlinkReply> messages) {
    for (NetlinkReply message : messages) {
      OptionalInt family =
          message
              .attributes(DeviceFeatures.GENLMSGHDR)
              .orElse(NetlinkAttributes.NONE)
              .number(DeviceFeatures.CTRL_ATTR_FAMILY_ID);
      if (family.isPresent()) {
        return family;
      }
    }
    return OptionalInt.empty();
  }

  private Reading<Map<Integer, XdpFeatures>> features(List<NetlinkReply> messages) {
    return each(FEATURES, messages, message -> message.attributes(DeviceFeatures.GENLMSGHDR))
        .flatMap(
            devices -> {
              Map<Integer, XdpFeatures> features = new HashMap<>();
              for (NetlinkAttributes device : devices) {
                OptionalInt index = device.number(DeviceFeatures.NETDEV_A_DEV_IFINDEX);
                Optional<Long> bits = device.u64(DeviceFeatures.NETDEV_A_DEV_XDP_FEATURES);
                if (index.isPresent() && bits.isPresent()) {
                  features.put(index.getAsInt(), new XdpFeatures(bits.get()));
                }
              }
              return new Present<>(features);
            });
  }

  private static <T> Reading<List<T>> each(
      String name, List<NetlinkReply> messages, Function<NetlinkReply, Optional<T>> parser) {
    List<T> all = new ArrayList<>();
    for (NetlinkReply message : messages) {
      Optional<T> one = parser.apply(message);
      if (one.isEmpty()) {
        return NetlinkReader.malformed(name, "message type " + message.type());
      }
      all.add(one.get());
    }
    return new Present<>(all);
  }
}
