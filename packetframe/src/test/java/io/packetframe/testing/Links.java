package io.packetframe.testing;

import com.sun.jna.NativeLibrary;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.MacAddress;
import io.packetframe.net.VlanId;
import io.packetframe.sys.linux.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Devices, addresses, neighbours and routes of the calling thread's network namespace, as {@code
 * ip} would make them. Tests make them in a {@link PrivateNetwork} or remove what they made.
 */
public final class Links {
  private static final int RTM_NEWLINK = 16;
  private static final int RTM_DELLINK = 17;
  private static final int RTM_NEWADDR = 20;
  private static final int RTM_NEWROUTE = 24;
  private static final int RTM_NEWNEIGH = 28;
  private static final int IFLA_ADDRESS = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_MTU = 4;
  private static final int IFLA_LINK = 5;
  private static final int IFLA_MASTER = 10;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_NET_NS_PID = 19;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_INFO_DATA = 2;
  private static final int VETH_INFO_PEER = 1;
  private static final int IFLA_VLAN_ID = 1;
  private static final int IFLA_VLAN_EGRESS_QOS = 3;
  private static final int IFLA_VLAN_PROTOCOL = 5;
  private static final int IFLA_VLAN_QOS_MAPPING = 1;
  private static final int IFLA_BR_VLAN_FILTERING = 7;
  private static final int IFLA_MACVLAN_MODE = 1;
  private static final int IFINFOMSG = 16;
  private static final int IFF_UP = 1;
  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFA_F_NODAD = 2;
  private static final int NDA_DST = 1;
  private static final int NDA_LLADDR = 2;
  private static final int NUD_PERMANENT = 0x80;
  private static final int RTA_DST = 1;
  private static final int RTA_OIF = 4;
  private static final int RTA_GATEWAY = 5;
  private static final int RTA_METRICS = 8;
  private static final int RTAX_LOCK = 1;
  private static final int RTAX_MTU = 2;
  private static final int RT_TABLE_MAIN = 254;
  private static final int RTPROT_STATIC = 4;

  /** What the kernel does with what a route matches (rtm_type). */
  public enum RouteType {
    UNICAST(1),
    BLACKHOLE(6),
    UNREACHABLE(7),
    PROHIBIT(8);

    private final int number;

    RouteType(int number) {
      this.number = number;
    }
  }

  private Links() {}

  /** Makes a pair of devices, both down. */
  public static void newVeth(String name, String peer) {
    link(0, 0)
        .with(IFLA_IFNAME, name)
        .nested(
            IFLA_LINKINFO,
            info ->
                info.with(IFLA_INFO_KIND, "veth")
                    .nested(
                        IFLA_INFO_DATA,
                        data ->
                            data.nested(
                                VETH_INFO_PEER,
                                end -> end.skip(IFINFOMSG).with(IFLA_IFNAME, peer))))
        .send(name);
  }

  /** Makes a device of a kind without parameters. */
  public static void newLink(String name, String kind) {
    link(0, 0)
        .with(IFLA_IFNAME, name)
        .nested(IFLA_LINKINFO, info -> info.with(IFLA_INFO_KIND, kind))
        .send(name);
  }

  /**
   * Makes a VLAN device.
   *
   * @param egressPriorities the PCP to send by priority of the packet
   */
  public static void newVlan(
      String name, String lower, VlanId vlan, Map<Integer, Integer> egressPriorities) {
    byte[] protocol = {(byte) (vlan.tpid() >>> Byte.SIZE), (byte) vlan.tpid()};
    newAbove(
        name,
        lower,
        "vlan",
        data -> {
          data.with(IFLA_VLAN_ID, u16(vlan.vid())).with(IFLA_VLAN_PROTOCOL, protocol);
          if (!egressPriorities.isEmpty()) {
            data.nested(
                IFLA_VLAN_EGRESS_QOS,
                map ->
                    egressPriorities.forEach(
                        (from, to) -> map.with(IFLA_VLAN_QOS_MAPPING, pair(from, to))));
          }
        });
  }

  /** Makes a macvlan; the mode is a number of the kernel's (4: bridge, 8: passthru). */
  public static void newMacvlan(String name, String lower, int mode) {
    newAbove(name, lower, "macvlan", data -> data.with(IFLA_MACVLAN_MODE, mode));
  }

  private static void newAbove(
      String name, String lower, String kind, Consumer<NetlinkRequest> details) {
    link(0, 0)
        .with(IFLA_IFNAME, name)
        .with(IFLA_LINK, index(lower))
        .nested(
            IFLA_LINKINFO, info -> info.with(IFLA_INFO_KIND, kind).nested(IFLA_INFO_DATA, details))
        .sendOrSkip(kind);
  }

  /** Has a bridge look at tags itself; skips the test where this kernel has none that can. */
  public static void filterVlans(String bridge) {
    changed(bridge, 0)
        .nested(
            IFLA_LINKINFO,
            info ->
                info.with(IFLA_INFO_KIND, "bridge")
                    .nested(
                        IFLA_INFO_DATA, data -> data.with(IFLA_BR_VLAN_FILTERING, new byte[] {1})))
        .sendOrSkip("bridge that filters VLANs");
  }

  /** Makes a device part of a bridge or another one. */
  public static void enslave(String name, String master) {
    changed(name, 0).with(IFLA_MASTER, index(master)).send(name);
  }

  /** Sets the MAC address and takes the device up. */
  public static void up(String name, MacAddress mac) {
    changed(name, 0).with(IFLA_ADDRESS, mac.bytes()).send(name);
    up(name);
  }

  /** Takes the device up. */
  public static void up(String name) {
    changed(name, IFF_UP).send(name);
  }

  /** Sets the longest packet that the device sends. */
  public static void mtu(String name, int bytes) {
    changed(name, 0).with(IFLA_MTU, bytes).send(name);
  }

  /** Gives a device to the network namespace of another thread, where it is down. */
  public static void move(String name, int thread) {
    changed(name, 0).with(IFLA_NET_NS_PID, thread).send(name);
  }

  /** Removes a device. */
  public static void delete(String name) {
    new NetlinkRequest(RTM_DELLINK, 0, fixed(IFINFOMSG).putInt(4, index(name))).send(name);
  }

  /** Returns the index of a device in this thread's namespace. */
  public static int index(String name) {
    int index =
        NativeLibrary.getProcess().getFunction("if_nametoindex").invokeInt(new Object[] {name});
    if (index == 0) {
      throw new IllegalStateException("no device " + name);
    }
    return index;
  }

  /** Gives a device an address of its own in a network of that length, usable at once. */
  public static void address(String name, IpAddress own, int length) {
    ByteBuffer fixed = fixed(8);
    fixed.put(0, family(own.family())).put(1, (byte) length);
    fixed.put(2, (byte) (own.family() == Family.V6 ? IFA_F_NODAD : 0));
    fixed.putInt(4, index(name));
    byte[] address = bytes(own);
    new NetlinkRequest(RTM_NEWADDR, NetlinkRequest.CREATE, fixed)
        .with(IFA_LOCAL, address)
        .with(IFA_ADDRESS, address)
        .send(own + " on " + name);
  }

  /** Names the MAC address of a neighbour, for good. */
  public static void neighbour(String name, IpAddress address, MacAddress mac) {
    ByteBuffer fixed = fixed(12);
    fixed.put(0, family(address.family())).putInt(4, index(name));
    fixed.putShort(8, (short) NUD_PERMANENT);
    new NetlinkRequest(RTM_NEWNEIGH, NetlinkRequest.CREATE, fixed)
        .with(NDA_DST, bytes(address))
        .with(NDA_LLADDR, mac.bytes())
        .send(address + " on " + name);
  }

  /** Routes a prefix to a gateway. */
  public static void route(IpPrefix prefix, IpAddress gateway) {
    route(prefix, Optional.of(gateway), 0, 0);
  }

  /**
   * Routes a prefix to a gateway or device; 0 for a device or an MTU that need not be said. The MTU
   * is locked: bpf_fib_lookup looks at no other (ip_mtu_from_fib_result in net/ipv4/route.c).
   */
  public static void route(IpPrefix prefix, Optional<IpAddress> gateway, int device, int mtu) {
    NetlinkRequest request = route(prefix, RouteType.UNICAST);
    gateway.ifPresent(address -> request.with(RTA_GATEWAY, bytes(address)));
    if (device != 0) {
      request.with(RTA_OIF, device);
    }
    if (mtu != 0) {
      request.nested(
          RTA_METRICS, metrics -> metrics.with(RTAX_LOCK, 1 << RTAX_MTU).with(RTAX_MTU, mtu));
    }
    request.send(prefix.toString());
  }

  /** Routes a prefix nowhere. */
  public static void refuse(IpPrefix prefix, RouteType type) {
    route(prefix, type).send(type + " " + prefix);
  }

  private static NetlinkRequest route(IpPrefix prefix, RouteType type) {
    ByteBuffer fixed = fixed(12);
    fixed.put(0, family(prefix.family())).put(1, (byte) prefix.length());
    fixed.put(4, (byte) RT_TABLE_MAIN).put(5, (byte) RTPROT_STATIC).put(7, (byte) type.number);
    return new NetlinkRequest(RTM_NEWROUTE, NetlinkRequest.CREATE, fixed)
        .with(RTA_DST, bytes(prefix.address()));
  }

  private static NetlinkRequest link(int index, int flags) {
    int create = index == 0 ? NetlinkRequest.CREATE : 0;
    ByteBuffer fixed = fixed(IFINFOMSG);
    fixed.putInt(4, index).putInt(8, flags).putInt(12, flags);
    return new NetlinkRequest(RTM_NEWLINK, create, fixed);
  }

  private static NetlinkRequest changed(String name, int flags) {
    return link(index(name), flags);
  }

  private static ByteBuffer fixed(int size) {
    return NativeMemory.allocate(size);
  }

  private static byte[] u16(int value) {
    return ByteBuffer.allocate(2).order(ByteOrder.nativeOrder()).putShort((short) value).array();
  }

  private static byte[] pair(int first, int second) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.nativeOrder())
        .putInt(first)
        .putInt(second)
        .array();
  }

  private static byte family(Family family) {
    return (byte)
        switch (family) {
          case V4 -> 2;
          case V6 -> 10;
        };
  }

  /** The bytes of an address as on the wire. */
  public static byte[] bytes(IpAddress address) {
    ByteBuffer all = ByteBuffer.allocate(16).order(ByteOrder.BIG_ENDIAN);
    all.putLong(address.high()).putLong(address.low());
    byte[] bytes = new byte[address.family().bits() / Byte.SIZE];
    all.get(16 - bytes.length, bytes);
    return bytes;
  }
}
