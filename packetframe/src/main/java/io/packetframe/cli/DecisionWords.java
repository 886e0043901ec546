package io.packetframe.cli;

import io.packetframe.fastpath.Decision;
import io.packetframe.fastpath.FastPathConfig.Flag;
import io.packetframe.fastpath.TracedDecision;
import io.packetframe.fastpath.XdpAction;
import io.packetframe.module.Sample;
import io.packetframe.net.IpPrefix;
import io.packetframe.packet.Counter;
import io.packetframe.packet.Ipv4;
import io.packetframe.packet.Ipv6;
import io.packetframe.packet.VlanTag;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Decisions of the data path in words, with the names of devices and prefixes. */
final class DecisionWords {
  private static final int DRY_RUN = 1 << 8;
  private static final int SOURCE = 1;
  private static final int DESTINATION = 2;

  private final TraceView view;

  DecisionWords(TraceView view) {
    this.view = view;
  }

  /** Returns a decision in words; empty where it says that something is not there. */
  String of(TracedDecision taken) {
    int value = taken.value();
    return switch (taken.decision()) {
      case DECIDED -> verdict(XdpAction.of(value));
      case CONFIGURED -> configured(value);
      case TAGS_SEEN -> value == 0 ? "no VLAN tag" : "";
      case OUTER_TAG -> tag("VLAN tag ", value);
      case INNER_TAG -> tag("second VLAN tag ", value);
      case ETHERTYPE -> etherType(value);
      case L3_LENGTH -> "a packet of " + Integer.toUnsignedString(value) + " bytes";
      case TIME_TO_LIVE -> "TTL or hop limit " + value;
      case PROTOCOL -> "protocol " + protocol(value);
      case INGRESS_DEVICE -> "for this host: the kernel would receive it on " + view.device(value);
      case ALLOWED -> allowed(value);
      case BLOCKED ->
          "block list: the destination is in it"
              + view.traced().prefixes().blocked().map(prefix -> ", by " + prefix).orElse("");
      case FIB_ANSWER -> "the kernel's route lookup: " + FibWords.of(value);
      case ROUTE_EGRESS -> "the route leads to " + view.device(value);
      case EGRESS_PORT -> sender(value);
      case EGRESS_OUTER -> tag("with VLAN tag ", value);
      case EGRESS_INNER -> tag("with second VLAN tag ", value);
      case FRAME_LENGTH ->
          "a frame of "
              + Integer.toUnsignedString(value)
              + " bytes, with the tags that it leaves with";
      case MSS_CEILING ->
          value == 0 ? "a SYN, and no MSS clamp for it" : "a SYN, and its MSS may be " + value;
      case MSS_SEEN -> "its MSS is " + value + mss(value);
      case REDIRECTED ->
          XdpAction.of(value) == XdpAction.REDIRECT
              ? "frames can be redirected to that port"
              : "frames cannot be redirected to that port";
    };
  }

  private String verdict(XdpAction action) {
    String reason =
        reason()
            .map(
                counter ->
                    counter.text()
                        + (CounterWords.of(counter).isEmpty()
                            ? ""
                            : ": " + CounterWords.of(counter)))
            .orElse("no counter: no list has it");
    return "XDP_" + action + ", " + reason;
  }

  /** Of the counters that moved, the one that says how it ended. */
  Optional<Counter> reason() {
    for (Sample moved : view.traced().counters()) {
      Optional<Counter> counter = Counter.named(moved.name());
      if (counter.isPresent() && !CounterWords.of(counter.get()).isEmpty()) {
        return counter;
      }
    }
    return Optional.empty();
  }

  private static String configured(int value) {
    List<String> features = new ArrayList<>();
    for (Flag flag : Flag.values()) {
      if ((value & flag.bit()) != 0) {
        features.add(flag.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      }
    }
    return "configured: "
        + (features.isEmpty() ? "nothing" : String.join(", ", features))
        + ((value & DRY_RUN) != 0 ? "; dry run" : "");
  }

  private String sender(int port) {
    return view.traced().value(Decision.ROUTE_EGRESS).filter(route -> route == port).isPresent()
        ? "which is a port"
        : "which stands on the port " + view.device(port);
  }

  private static String tag(String what, int value) {
    if (value == 0) {
      return "";
    }
    int wire =
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(value) : value;
    int tpid = wire >>> 16;
    String kind =
        switch (tpid) {
          case VlanTag.CUSTOMER -> "802.1Q ";
          case VlanTag.SERVICE -> "802.1ad ";
          default -> "0x" + Integer.toHexString(tpid) + " ";
        };
    String eligible = (wire >>> 12 & 1) != 0 ? " dei" : "";
    return what + kind + (wire & 0xfff) + " pcp " + (wire >>> 13 & 7) + eligible;
  }

  private static String etherType(int value) {
    return switch (value) {
      case Ipv4.ETHER_TYPE -> "IPv4";
      case Ipv6.ETHER_TYPE -> "IPv6";
      default -> "EtherType 0x" + Integer.toHexString(value);
    };
  }

  private static String protocol(int value) {
    return switch (value) {
      case 1 -> "1, ICMP";
      case 6 -> "6, TCP";
      case 17 -> "17, UDP";
      case 58 -> "58, ICMPv6";
      default -> Integer.toString(value);
    };
  }

  private String allowed(int value) {
    return "allowlist: "
        + end("the source", (value & SOURCE) != 0, view.traced().prefixes().source())
        + ", "
        + end(
            "the destination", (value & DESTINATION) != 0, view.traced().prefixes().destination());
  }

  private static String end(String which, boolean listed, Optional<IpPrefix> prefix) {
    if (!listed) {
      return which + " is not in it";
    }
    return which + " is in it" + prefix.map(by -> " by " + by).orElse("");
  }

  private String mss(int value) {
    int ceiling = view.traced().value(Decision.MSS_CEILING).orElse(0);
    return value > ceiling ? ", and becomes " + ceiling : ", which may stay";
  }
}
