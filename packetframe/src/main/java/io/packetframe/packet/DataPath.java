package io.packetframe.packet;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.MacAddress;
import io.packetframe.packet.HostView.Egress;
import io.packetframe.packet.HostView.Ingress;
import io.packetframe.packet.HostView.Vlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The specification of the data path as a program: slow and plain. It shares no code and no maps
 * with the BPF program; where the specification leaves a choice, the two were made to agree. The
 * order of its decisions stands in the description of this package.
 */
public final class DataPath {
  private static final int ETHERNET = 14;
  private static final int MAX_TAGS = 2;
  private static final int MAX_LENGTH = 0xffff;

  private final Rules rules;
  private final HostView host;
  private final Fib fib;

  /** Makes a data path that knows no more than these three. */
  public DataPath(Rules rules, HostView host, Fib fib) {
    this.rules = rules;
    this.host = host;
    this.fib = fib;
  }

  /** Says what becomes of a frame that comes in by {@code port}. */
  public Outcome process(InterfaceName port, byte[] frame) {
    Tally tally = new Tally(frame);
    tally.count(Counter.RX_TOTAL);
    if (frame.length < ETHERNET) {
      return tally.pass(Counter.ERR_PARSE);
    }
    List<VlanTag> tags = new ArrayList<>();
    int at = ETHERNET - 2;
    while (tags.size() < MAX_TAGS && VlanTag.isTag(u16(frame, at))) {
      if (frame.length < at + VlanTag.BYTES + 2) {
        return tally.pass(Counter.ERR_PARSE);
      }
      tags.add(VlanTag.of(u16(frame, at), u16(frame, at + 2)));
      at += VlanTag.BYTES;
    }
    int etherType = u16(frame, at);
    if (etherType != Ipv4.ETHER_TYPE && etherType != Ipv6.ETHER_TYPE) {
      return tally.pass(Counter.PASS_NOT_IP);
    }
    List<Vlan> vlans = new ArrayList<>();
    for (VlanTag tag : tags) {
      if (tag.vid() != 0) {
        vlans.add(new Vlan(tag.tpid(), tag.vid()));
      }
    }
    return switch (host.ingress(port, vlans, MacAddress.at(frame, 0))) {
      case Ingress.UnknownVlan _ -> tally.pass(Counter.PASS_UNKNOWN_VLAN);
      case Ingress.NotOurs _ -> tally.pass(Counter.PASS_NOT_OURS);
      case Ingress.NotConfigured _ -> tally.pass(Counter.PASS_NOT_CONFIGURED);
      case Ingress.Device device -> {
        IpHeader ip = new IpHeader(frame, at + 2, etherType == Ipv6.ETHER_TYPE);
        Counter refused = ip.refused();
        yield refused == null ? listed(tally, tags, ip, device.name()) : tally.pass(refused);
      }
    };
  }

  private Outcome listed(Tally tally, List<VlanTag> tags, IpHeader ip, InterfaceName ingress) {
    IpAddress source = ip.source();
    IpAddress destination = ip.destination();
    boolean bySource = rules.allows(source);
    boolean byDestination = rules.allows(destination);
    if (!bySource && !byDestination) {
      return tally.pass(null);
    }
    tally.count(ip.isV6() ? Counter.MATCHED_V6 : Counter.MATCHED_V4);
    if (bySource && byDestination) {
      tally.count(Counter.MATCHED_BOTH);
    } else {
      tally.count(bySource ? Counter.MATCHED_SRC_ONLY : Counter.MATCHED_DST_ONLY);
    }
    if (rules.blocks(destination)) {
      return tally.drop(Counter.BOGON_DROPPED);
    }
    if (Martians.contains(source) || Martians.contains(destination)) {
      return tally.pass(Counter.PASS_MARTIAN);
    }
    if (rules.dryRun()) {
      return tally.pass(Counter.FWD_DRY_RUN);
    }
    if (ip.length() > MAX_LENGTH) {
      return tally.pass(Counter.PASS_FRAG_NEEDED);
    }
    return switch (fib.lookup(ip.query(ingress))) {
      case FibAnswer.Refused refused -> refused(tally, refused, destination);
      case FibAnswer.Forward forward -> forward(tally, tags, ip, forward);
    };
  }

  private Outcome refused(Tally tally, FibAnswer.Refused answer, IpAddress destination) {
    return switch (answer) {
      case BLACKHOLE -> tally.drop(Counter.DROP_UNREACHABLE);
      case UNREACHABLE, PROHIBIT -> tally.pass(Counter.PASS_UNREACHABLE);
      case NOT_FWDED ->
          tally.pass(host.isLocal(destination) ? Counter.PASS_LOCAL : Counter.PASS_NO_ROUTE);
      case NO_NEIGH -> tally.pass(Counter.PASS_NO_NEIGH);
      case FRAG_NEEDED -> tally.pass(Counter.PASS_FRAG_NEEDED);
      case FWD_DISABLED, UNSUPP_LWT, OTHER -> tally.pass(Counter.ERR_FIB_OTHER);
    };
  }

  private Outcome forward(Tally tally, List<VlanTag> tags, IpHeader ip, FibAnswer.Forward forward) {
    Optional<Egress> found = host.egress(forward.egress());
    if (found.isEmpty()) {
      return tally.pass(Counter.PASS_NOT_IN_DEVMAP);
    }
    Egress egress = found.get();
    byte[] packet = ip.packetAndTrailer();
    int length = ETHERNET + VlanTag.BYTES * egress.tags().size() + packet.length;
    if (ip.length() > egress.mtu() || length > egress.longestFrame()) {
      return tally.pass(Counter.PASS_TOO_LONG);
    }
    rules
        .ceiling(ip.source(), ip.destination(), forward.egress(), egress.port())
        .ifPresent(ceiling -> count(tally, ip.clampMss(packet, ceiling)));
    ip.hop(packet);
    FrameWriter out = new FrameWriter();
    out.bytes(forward.destination().bytes());
    out.bytes(forward.source().bytes());
    for (int i = 0; i < egress.tags().size(); i++) {
      VlanTag came = i < tags.size() ? tags.get(i) : new VlanTag(VlanTag.CUSTOMER, 0, false, 0);
      HostView.EgressTag tag = egress.tags().get(i);
      int priority = tag.priorities().get(came.priority());
      VlanTag sent =
          new VlanTag(tag.vlan().tpid(), priority, came.dropEligible(), tag.vlan().vid());
      out.u16(sent.tpid());
      out.u16(sent.controlInformation());
    }
    out.u16(ip.isV6() ? Ipv6.ETHER_TYPE : Ipv4.ETHER_TYPE);
    out.bytes(packet);
    return tally.redirect(egress.port(), out.array());
  }

  private static void count(Tally tally, @Nullable Counter counter) {
    if (counter != null) {
      tally.count(counter);
    }
  }

  private static int u16(byte[] frame, int offset) {
    return FrameReader.u16(frame, offset);
  }
}
