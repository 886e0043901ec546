package io.packetframe.cli;

import io.packetframe.packet.Counter;

/** Why a frame's way ended, by the counter that says so. */
final class CounterWords {
  private CounterWords() {}

  /** Returns the reason; empty for a counter that ends no frame's way. */
  static String of(Counter counter) {
    return switch (counter) {
      case FWD_OK -> "forwarded past the kernel's stack";
      case FWD_DRY_RUN -> "dry run: it would be looked up and forwarded now";
      case PASS_FRAGMENT -> "an IPv4 fragment";
      case PASS_LOW_TTL -> "TTL or hop limit used up: the kernel answers with ICMP";
      case PASS_NO_NEIGH ->
          "the next hop's MAC address is not known: the kernel asks for it, and forwards this one";
      case PASS_NOT_IP -> "neither IPv4 nor IPv6 behind at most two tags";
      case PASS_FRAG_NEEDED ->
          "longer than the MTU of the route: the kernel fragments, or answers with ICMP";
      case DROP_UNREACHABLE -> "the route is a black hole";
      case ERR_PARSE -> "the frame ends before its headers do";
      case ERR_FIB_OTHER ->
          "the route lookup gave an answer that only the kernel's stack can act on";
      case ERR_VLAN -> "its tags could not be changed";
      case PASS_NOT_IN_DEVMAP -> "the device that the route leads to cannot be redirected to";
      case PASS_COMPLEX_HEADER -> "IPv4 options, or an IPv6 header other than TCP, UDP and ICMPv6";
      case ERR_HEAD_SHIFT -> "the driver of this port shows frames shifted: the port passes all";
      case BOGON_DROPPED -> "its destination is on the block list";
      case ERR_TAIL_CALL -> "the second stage is not in its slot";
      case ERR_MUTATION_CTX -> "there is no memory for the second stage";
      case PASS_NDP -> "IPv6 neighbour discovery is the kernel's";
      case ERR_CTX_OFFSET_RANGE -> "what the first stage handed over makes no sense";
      case ERR_REDIRECT_FAILED -> "the kernel refused the redirect";
      case PASS_LOCAL -> "its destination is an address of this host";
      case PASS_NO_ROUTE -> "no route leads there";
      case PASS_UNREACHABLE -> "the route refuses it: the kernel answers with ICMP";
      case PASS_UNKNOWN_VLAN -> "this port has no such VLAN device that is up";
      case PASS_NOT_OURS -> "its destination MAC address is not ours";
      case PASS_BAD_HEADER -> "version, length or checksum of the IP header are wrong";
      case PASS_MARTIAN -> "an address that routers do not forward";
      case PASS_TOO_LONG -> "longer than the devices on the way out take";
      case PASS_FRAGS -> "in several buffers, which the device that would send it cannot send";
      case PASS_NOT_CONFIGURED -> "the fast path has no configuration for this port or family";
      default -> "";
    };
  }
}
