package io.packetframe.host.linux;

import io.packetframe.host.linux.ForwardingHooks.TransformPolicy;
import io.packetframe.host.linux.Reading.Present;
import io.packetframe.net.IpPrefix;
import io.packetframe.sys.linux.AddressAttributes;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.NetfilterAttributes;
import io.packetframe.sys.linux.NetlinkMessage;
import io.packetframe.sys.linux.NetlinkReply;
import io.packetframe.sys.linux.QueueAttributes;
import io.packetframe.sys.linux.RouteNetlink;
import io.packetframe.sys.linux.Syscalls;
import io.packetframe.sys.linux.TransformPolicies;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Asks the kernel for all that {@link ForwardingHooks} holds. */
final class ForwardingHooksReader {
  private static final String CHAINS = "nfnetlink NFT_MSG_GETCHAIN";
  private static final String RULES = "nfnetlink NFT_MSG_GETRULE";
  private static final String POLICIES = "netlink XFRM_MSG_GETPOLICY";
  private static final String QUEUES = "rtnetlink RTM_GETQDISC";
  private static final String REVERSE_PATH = "/proc/sys/net/ipv4/conf";

  /** What the kernel gives a device itself, or what has no say (pkt_sched.h, sch_generic.c). */
  private static final Set<String> USUAL_QUEUES =
      Set.of("noqueue", "noop", "pfifo_fast", "fq_codel", "fq", "mq", "pfifo", "ingress");

  private static final int STRICT = 1;
  private static final int LAST_DIRECTION_OF_ALL = 2;

  private final NetlinkReader netlink;
  private final HostFiles files;

  ForwardingHooksReader(Syscalls syscalls, HostFiles files) {
    this.netlink = new NetlinkReader(syscalls);
    this.files = files;
  }

  /** A part that could not be read. */
  private static final class NotRead extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reading<?> part;

    NotRead(Reading<?> part) {
      this.part = part;
    }
  }

  /** What we cannot look at must not seem to be nothing: one part unread leaves all unread. */
  Reading<ForwardingHooks> read() {
    try {
      List<NetlinkReply> chains = nftables(CHAINS, NetfilterAttributes::getChains);
      List<NetlinkReply> rules = nftables(RULES, NetfilterAttributes::getRules);
      return new Present<>(
          new ForwardingHooks(
              whole(CHAINS, FilterChains.parse(chains, rules)),
              legacyTables(),
              policies(),
              queues(),
              strictReversePath()));
    } catch (NotRead e) {
      // It has no value, so that this only gives it another type.
      return e.part.parse("", "", _ -> Optional.empty());
    }
  }

  private static <T> T value(Reading<T> reading) throws NotRead {
    Optional<T> value = reading.optional();
    if (value.isEmpty()) {
      throw new NotRead(reading);
    }
    return value.get();
  }

  private static <T> T whole(String name, Optional<T> parsed) throws NotRead {
    return value(
        parsed.isPresent()
            ? new Present<>(parsed.get())
            : NetlinkReader.malformed(name, "message"));
  }

  /** A kernel without nftables answers EINVAL: it has no such part of nfnetlink. */
  private List<NetlinkReply> nftables(String name, Supplier<NetlinkMessage> request)
      throws NotRead {
    return value(
        netlink.askOptional(
            name, NetfilterAttributes.NETLINK_NETFILTER, request, Set.of(Errno.EINVAL)));
  }

  private List<TransformPolicy> policies() throws NotRead {
    List<TransformPolicy> policies = new ArrayList<>();
    for (NetlinkReply message :
        value(
            netlink.askOptional(
                POLICIES, TransformPolicies.NETLINK_XFRM, TransformPolicies::getAll, Set.of()))) {
      ByteBuffer body = message.body();
      if (body.limit() < TransformPolicies.XFRM_USERPOLICY_INFO) {
        throw new NotRead(NetlinkReader.malformed(POLICIES, "policy"));
      }
      if (body.get(TransformPolicies.DIRECTION) <= LAST_DIRECTION_OF_ALL) {
        policies.add(
            new TransformPolicy(
                prefix(
                    body,
                    TransformPolicies.SELECTOR_SOURCE,
                    TransformPolicies.SELECTOR_SOURCE_LENGTH),
                prefix(
                    body,
                    TransformPolicies.SELECTOR_DESTINATION,
                    TransformPolicies.SELECTOR_DESTINATION_LENGTH)));
      }
    }
    return policies;
  }

  private static IpPrefix prefix(ByteBuffer body, int address, int length) throws NotRead {
    boolean v4 = body.getShort(TransformPolicies.SELECTOR_FAMILY) == AddressAttributes.AF_INET;
    byte[] bytes = new byte[v4 ? 4 : 16];
    body.get(address, bytes);
    int bits = Byte.toUnsignedInt(body.get(length));
    if (bits > bytes.length * Byte.SIZE) {
      throw new NotRead(NetlinkReader.malformed(POLICIES, "prefix length " + bits));
    }
    return new IpPrefix(AddressParser.address(bytes), bits);
  }

  private Map<Integer, List<String>> queues() throws NotRead {
    Map<Integer, List<String>> queues = new TreeMap<>();
    for (NetlinkReply message :
        value(
            netlink.askOptional(
                QUEUES, RouteNetlink.NETLINK_ROUTE, QueueAttributes::getAll, Set.of()))) {
      String kind =
          whole(QUEUES, message.attributes(QueueAttributes.TCMSG))
              .text(QueueAttributes.TCA_KIND)
              .orElse("");
      int device = message.body().getInt(QueueAttributes.TCM_IFINDEX);
      if (!USUAL_QUEUES.contains(kind)) {
        List<String> kinds = queues.computeIfAbsent(device, _ -> new ArrayList<>());
        if (!kinds.contains(kind)) {
          kinds.add(kind);
        }
      }
    }
    return queues;
  }

  /** The stricter of a device's own setting and that for all counts (ip-sysctl.rst). */
  private SortedSet<String> strictReversePath() throws NotRead {
    SortedSet<String> strict = new TreeSet<>();
    int forAll = reversePath("all");
    for (String device : value(files.list(REVERSE_PATH))) {
      boolean isDevice = !device.equals("all") && !device.equals("default");
      if (isDevice && Math.max(forAll, reversePath(device)) == STRICT) {
        strict.add(device);
      }
    }
    return strict;
  }

  /** A device that has gone meanwhile drops nothing. */
  private int reversePath(String device) throws NotRead {
    String path = REVERSE_PATH + "/" + device + "/rp_filter";
    Reading<String> text = files.read(path);
    if (text instanceof Reading.Absent) {
      return 0;
    }
    return switch (value(text).strip()) {
      case "0" -> 0;
      case "1" -> STRICT;
      case "2" -> 2;
      default -> throw new NotRead(new Reading.Unreadable<>(path, "is none of 0, 1, 2"));
    };
  }

  /** Tables that somebody has looked at or used; the files are there with the modules. */
  private List<String> legacyTables() throws NotRead {
    List<String> tables = new ArrayList<>();
    for (String tool : List.of("ip", "ip6")) {
      Reading<String> names = files.read("/proc/net/" + tool + "_tables_names");
      if (!(names instanceof Reading.Absent)) {
        value(names).lines().map(name -> tool + "tables " + name.strip()).forEach(tables::add);
      }
    }
    return tables;
  }
}
