package io.packetframe.packet;

import java.util.Locale;
import java.util.Optional;

/**
 * The counters of the data path in the order of the map {@code STATS}.
 *
 * <p>Names and order are a wire format: dashboards and pinned maps of running systems hold them. A
 * new counter goes to the end, and none is ever removed; those of features that are not built yet
 * keep their index and stay at zero.
 */
public enum Counter {
  /** Every packet that entered the program. */
  RX_TOTAL,
  /** IPv4 packets with an end in the allowlist. */
  MATCHED_V4,
  /** IPv6 packets with an end in the allowlist. */
  MATCHED_V6,
  /** Of the matched: only the source is listed. */
  MATCHED_SRC_ONLY,
  /** Of the matched: only the destination is listed. */
  MATCHED_DST_ONLY,
  /** Of the matched: both ends are listed. */
  MATCHED_BOTH,
  /** Redirected; the driver may still lose it. */
  FWD_OK,
  /** Matched, and left to the kernel because of {@code dry-run on}. */
  FWD_DRY_RUN,
  /** An IPv4 fragment. */
  PASS_FRAGMENT,
  /** TTL or hop limit of 1 or 0: the kernel answers with ICMP. */
  PASS_LOW_TTL,
  /** There is a route, and its next hop has no known MAC address: the kernel asks for it. */
  PASS_NO_NEIGH,
  /** Neither IPv4 nor IPv6 behind at most two tags. */
  PASS_NOT_IP,
  /** Longer than the MTU of the route: the kernel fragments, or answers with ICMP. */
  PASS_FRAG_NEEDED,
  /** Dropped: the route is a black hole. */
  DROP_UNREACHABLE,
  /** The frame ends before its headers do. */
  ERR_PARSE,
  /** Another answer of the kernel's route lookup. */
  ERR_FIB_OTHER,
  /** The tags could not be changed; the packet is lost. */
  ERR_VLAN,
  /** The egress is no device that frames can be redirected to. */
  PASS_NOT_IN_DEVMAP,
  /** IPv4 options, or an IPv6 next header other than TCP, UDP and ICMPv6. */
  PASS_COMPLEX_HEADER,
  /** The head shift of a quirky driver could not be undone. */
  ERR_HEAD_SHIFT,
  /** Own tables: a nexthop was found. */
  CUSTOM_FIB_HIT,
  /** Own tables: no route. */
  CUSTOM_FIB_MISS,
  /** Own tables: a route without a usable nexthop. */
  CUSTOM_FIB_NO_NEIGH,
  /** Own tables and the kernel's agree. */
  COMPARE_AGREE,
  /** Own tables and the kernel's disagree. */
  COMPARE_DISAGREE,
  /** IPv4 packets that went through a group of nexthops. */
  ECMP_HASH_V4,
  /** IPv6 packets that went through a group of nexthops. */
  ECMP_HASH_V6,
  /** The first choice in a group had no neighbour. */
  ECMP_DEAD_LEG_FALLBACK,
  /** Of the daemon: the route source started anew. */
  ROUTE_SOURCE_RESYNC,
  /** A nexthop could not be read. */
  NEIGH_CACHE_MISS,
  /** A nexthop changed while it was read. */
  NEXTHOP_SEQ_RETRY,
  /** Of the daemon: a peer of the BMP source went down. */
  BMP_PEER_DOWN,
  /** Dropped: the destination is in the block list. */
  BOGON_DROPPED,
  /** A segment size was lowered. */
  MSS_CLAMP_APPLIED,
  /** A SYN with a ceiling whose segment size is low enough, or not said. */
  MSS_CLAMP_SKIPPED,
  /** The second stage was not there. */
  ERR_TAIL_CALL,
  /** The context for the second stage was not there. */
  ERR_MUTATION_CTX,
  /** IPv6 neighbour discovery. */
  PASS_NDP,
  /** The context for the second stage was out of range. */
  ERR_CTX_OFFSET_RANGE,
  /** The kernel refused the redirect. */
  ERR_REDIRECT_FAILED,
  /** Of {@link #RX_TOTAL}: at the tc hook. */
  RX_TOTAL_TC,
  /** Of {@link #FWD_OK}: at the tc hook. */
  FWD_OK_TC,
  /** The cache of own tables knew the destination. */
  FIB_CACHE_HIT,
  /** The cache of own tables did not know the destination. */
  FIB_CACHE_MISS,
  /** The cache of own tables knew the destination of an older generation. */
  FIB_CACHE_STALE,
  /** Of {@link #ERR_PARSE}: at the tc hook. */
  ERR_PARSE_TC,
  /** Of {@link #ERR_PARSE_TC}: in the Ethernet header. */
  ERR_PARSE_TC_L2,
  /** Of {@link #ERR_PARSE_TC}: in a tag. */
  ERR_PARSE_TC_VLAN,
  /** Of {@link #ERR_PARSE_TC}: in the IPv4 header. */
  ERR_PARSE_TC_L3_V4,
  /** Of {@link #ERR_PARSE_TC}: in the IPv6 header. */
  ERR_PARSE_TC_L3_V6,

  /** The route lookup forwards nothing there because the destination is an address of this host. */
  PASS_LOCAL,
  /** The route lookup forwards nothing there, and the destination is not this host. */
  PASS_NO_ROUTE,
  /** The route says unreachable or prohibited: the kernel answers with ICMP. */
  PASS_UNREACHABLE,
  /** Tagged for a VLAN of which the port has no device that is up. */
  PASS_UNKNOWN_VLAN,
  /** The destination MAC address is not ours: broadcast, multicast, or another station's. */
  PASS_NOT_OURS,
  /** Version, length or checksum of the IP header lie: the kernel drops it. */
  PASS_BAD_HEADER,
  /** An end that routers do not forward: loopback, multicast, link-local, unspecified. */
  PASS_MARTIAN,
  /** Longer than the devices of the egress take, or with its new tags than the physical one. */
  PASS_TOO_LONG,
  /** In several buffers, and the egress cannot send those. */
  PASS_FRAGS,
  /** There is no configuration of our version, or none for this port. */
  PASS_NOT_CONFIGURED;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** Returns its place in the map {@code STATS}, from 0. */
  @SuppressWarnings("EnumOrdinal") // The order of the constants is the wire format, and is tested.
  public int index() {
    return ordinal();
  }

  /** Returns the name that operators see, such as {@code rx_total}. */
  public String text() {
    return text;
  }

  /** Returns the counter of that name. */
  public static Optional<Counter> named(String text) {
    for (Counter counter : values()) {
      if (counter.text.equals(text)) {
        return Optional.of(counter);
      }
    }
    return Optional.empty();
  }
}
