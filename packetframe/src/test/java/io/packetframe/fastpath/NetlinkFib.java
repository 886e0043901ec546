package io.packetframe.fastpath;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.MacAddress;
import io.packetframe.packet.Fib;
import io.packetframe.packet.FibAnswer;
import io.packetframe.packet.FibAnswer.Refused;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.NetlinkAttributes;
import io.packetframe.sys.linux.NetlinkDump;
import io.packetframe.sys.linux.NetlinkMessage;
import io.packetframe.sys.linux.NetlinkReply;
import io.packetframe.sys.linux.RouteNetlink;
import io.packetframe.testing.Links;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The kernel's routes and neighbours as rtnetlink tells them (RTM_GETROUTE with the fields of the
 * flow, RTM_GETNEIGH, RTM_GETLINK): another way to what bpf_fib_lookup is asked by the data path.
 * For the thread in whose network namespace it is made.
 */
final class NetlinkFib implements Fib {
  private static final int RTM_GETLINK = 18;
  private static final int RTM_GETROUTE = 26;
  private static final int RTM_GETNEIGH = 30;
  private static final int IFINFOMSG = 16;
  private static final int RTMSG = 12;
  private static final int NDMSG = 12;
  private static final int IFLA_ADDRESS = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_MTU = 4;
  private static final int RTA_DST = 1;
  private static final int RTA_SRC = 2;
  private static final int RTA_IIF = 3;
  private static final int RTA_OIF = 4;
  private static final int RTA_GATEWAY = 5;
  private static final int RTA_METRICS = 8;
  private static final int RTA_IP_PROTO = 27;
  private static final int RTA_SPORT = 28;
  private static final int RTA_DPORT = 29;
  private static final int RTAX_LOCK = 1;
  private static final int RTAX_MTU = 2;
  private static final int RTN_UNICAST = 1;
  private static final int NDA_DST = 1;
  private static final int NDA_LLADDR = 2;

  private static final int EACCES = 13;
  private static final int EINVAL = 22;
  private static final int ENETUNREACH = 101;
  private static final int EHOSTUNREACH = 113;

  /** NUD_VALID: PERMANENT, NOARP, REACHABLE, PROBE, STALE, DELAY. */
  private static final int NUD_VALID = 0x80 | 0x40 | 0x02 | 0x10 | 0x04 | 0x08;

  /** What of the service field takes part in routing (IPTOS_RT_MASK). */
  private static final int ROUTED_SERVICE = 0x1c;

  private record Device(InterfaceName name, MacAddress mac, int mtu) {}

  private record Hop(int device, IpAddress address) {}

  /** Of the answer to RTM_GETROUTE; the MTU is 0 where the route has none of its own. */
  private record Found(int device, IpAddress hop, int mtu) {}

  private final Map<Integer, Device> devices = new HashMap<>();
  private final Map<InterfaceName, Integer> indexes = new HashMap<>();
  private final Map<Hop, MacAddress> neighbours = new HashMap<>();
  private final Map<String, Boolean> forwarding = new HashMap<>();

  NetlinkFib() throws Exception {
    for (NetlinkReply link : dump(RTM_GETLINK, IFINFOMSG)) {
      NetlinkAttributes all = link.attributes(IFINFOMSG).orElseThrow();
      int index = link.body().getInt(4);
      InterfaceName name = InterfaceName.parse(all.text(IFLA_IFNAME).orElseThrow());
      MacAddress mac = MacAddress.at(all.bytes(IFLA_ADDRESS).orElse(new byte[6]), 0);
      devices.put(index, new Device(name, mac, all.number(IFLA_MTU).orElseThrow()));
      indexes.put(name, index);
    }
    for (NetlinkReply neighbour : dump(RTM_GETNEIGH, NDMSG)) {
      NetlinkAttributes all = neighbour.attributes(NDMSG).orElseThrow();
      if ((neighbour.body().getShort(8) & NUD_VALID) != 0 && all.has(NDA_LLADDR)) {
        neighbours.put(
            new Hop(neighbour.body().getInt(4), address(all.bytes(NDA_DST).orElseThrow())),
            MacAddress.at(all.bytes(NDA_LLADDR).orElseThrow(), 0));
      }
    }
  }

  @Override
  public FibAnswer lookup(Query query) {
    if (!forwards(query.ingress(), query.destination().family())) {
      return Refused.FWD_DISABLED;
    }
    return switch (ask(query)) {
      case NetlinkDump.Complete complete -> judge(query, complete.messages().getFirst());
      case NetlinkDump.Refused refused -> refusal(query, refused.errno());
      case NetlinkDump.Answer other -> throw new IllegalStateException(query + ": " + other);
    };
  }

  private FibAnswer judge(Query query, NetlinkReply reply) {
    if (reply.body().get(7) != RTN_UNICAST) {
      return Refused.NOT_FWDED;
    }
    NetlinkAttributes all = reply.attributes(RTMSG).orElseThrow();
    NetlinkAttributes metrics = all.nested(RTA_METRICS).orElseThrow();
    boolean locked = (metrics.number(RTAX_LOCK).orElse(0) & (1 << RTAX_MTU)) != 0;
    boolean isV6 = query.destination().family() == Family.V6;
    Found found =
        new Found(
            all.number(RTA_OIF).orElseThrow(),
            all.bytes(RTA_GATEWAY).map(NetlinkFib::address).orElse(query.destination()),
            // Of IPv4 only one that is locked counts (ip_mtu_from_fib_result).
            isV6 || locked ? metrics.number(RTAX_MTU).orElse(0) : 0);
    return judge(query, found);
  }

  private FibAnswer judge(Query query, Found found) {
    Device device = devices.get(found.device());
    if (device == null) {
      throw new IllegalStateException(query + ": a route by device " + found.device());
    }
    if (query.length() > (found.mtu() == 0 ? device.mtu() : found.mtu())) {
      return Refused.FRAG_NEEDED;
    }
    MacAddress mac = neighbours.get(new Hop(found.device(), found.hop()));
    return mac == null ? Refused.NO_NEIGH : new FibAnswer.Forward(device.name(), device.mac(), mac);
  }

  /** The errno of a route's type (fib_props); ENETUNREACH where there is none. */
  private static Refused refusal(Query query, Errno errno) {
    return switch (errno.number()) {
      case ENETUNREACH -> Refused.NOT_FWDED;
      case EHOSTUNREACH -> Refused.UNREACHABLE;
      case EACCES -> Refused.PROHIBIT;
      case EINVAL -> Refused.BLACKHOLE;
      default -> throw new IllegalStateException("RTM_GETROUTE for " + query + ": " + errno);
    };
  }

  private NetlinkDump.Answer ask(Query query) {
    Family family = query.destination().family();
    NetlinkMessage message = new NetlinkMessage(RTM_GETROUTE, 0, RTMSG);
    message.fixed(0, number(family)).fixed(1, (byte) family.bits()).fixed(2, (byte) family.bits());
    attribute(message, RTA_DST, Links.bytes(query.destination()));
    attribute(message, RTA_SRC, Links.bytes(query.source()));
    message.u32(RTA_IIF, indexes.getOrDefault(query.ingress(), 0));
    boolean tcpOrUdp = query.protocol() == 6 || query.protocol() == 17;
    // Of others the kernel wants no protocol (rtm_getroute_parse_ip_proto).
    if (tcpOrUdp) {
      attribute(message, RTA_IP_PROTO, (byte) query.protocol());
      attribute(message, RTA_SPORT, be16(query.sourcePort()));
      attribute(message, RTA_DPORT, be16(query.destinationPort()));
    }
    if (family == Family.V4) {
      message.fixed(3, (byte) (query.serviceAndFlow() & ROUTED_SERVICE));
    }
    return send(message);
  }

  private boolean forwards(InterfaceName device, Family family) {
    String folder = family == Family.V4 ? "ipv4" : "ipv6";
    return forwarding.computeIfAbsent(
        folder + "/conf/" + device + "/forwarding",
        name -> {
          try {
            return Files.readString(Path.of("/proc/sys/net", name)).startsWith("1");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static List<NetlinkReply> dump(int type, int fixed) {
    NetlinkDump.Answer answer = send(new NetlinkMessage(type, NetlinkMessage.NLM_F_DUMP, fixed));
    if (answer instanceof NetlinkDump.Complete complete) {
      return complete.messages();
    }
    throw new IllegalStateException("dump of " + type + ": " + answer);
  }

  /** The JVM's signals interrupt a dump now and then. */
  private static NetlinkDump.Answer send(NetlinkMessage message) {
    NetlinkDump.Answer answer = null;
    for (int attempt = 0; attempt < 5; attempt++) {
      answer = NetlinkDump.of(LinuxSystem.syscalls(), RouteNetlink.NETLINK_ROUTE, message);
      if (!(answer instanceof NetlinkDump.Interrupted)
          && !(answer instanceof NetlinkDump.Refused refused
              && List.of(Errno.EINTR, Errno.EAGAIN).contains(refused.errno()))) {
        return answer;
      }
    }
    throw new IllegalStateException("netlink: " + answer);
  }

  private static void attribute(NetlinkMessage message, int type, byte... value) {
    ByteBuffer memory = message.memory();
    memory.putShort((short) (4 + value.length)).putShort((short) type).put(value);
    memory.position((memory.position() + 3) & ~3);
  }

  private static byte number(Family family) {
    return (byte) (family == Family.V4 ? 2 : 10);
  }

  private static byte[] be16(int value) {
    return new byte[] {(byte) (value >>> Byte.SIZE), (byte) value};
  }

  private static IpAddress address(byte[] bytes) {
    ByteBuffer memory = ByteBuffer.wrap(bytes).order(ByteOrder.BIG_ENDIAN);
    return bytes.length == Integer.BYTES
        ? IpAddress.v4(memory.getInt())
        : IpAddress.v6(memory.getLong(), memory.getLong());
  }
}
