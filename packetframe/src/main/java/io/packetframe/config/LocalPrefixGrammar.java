package io.packetframe.config;

import io.packetframe.net.InterfaceName;
import io.packetframe.net.IpAddress;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <prefix> via <interface> [arp-scavenge]} of local-prefix and local-prefix6. */
final class LocalPrefixGrammar {
  private static final String ARP_SCAVENGE = "arp-scavenge";

  /** IPv6 networks whose addresses are nobody's next hop. */
  private static final List<Reserved> RESERVED =
      List.of(
          new Reserved(new IpPrefix(IpAddress.v6(0, 0), 128), "the unspecified address"),
          new Reserved(new IpPrefix(IpAddress.v6(0, 1), 128), "the loopback address"),
          new Reserved(new IpPrefix(IpAddress.v6(0, 0xffffL << 32), 96), "IPv4-mapped addresses"),
          new Reserved(new IpPrefix(IpAddress.v6(0xfe80L << 48, 0), 10), "link-local addresses"),
          new Reserved(new IpPrefix(IpAddress.v6(0xffL << 56, 0), 8), "multicast addresses"));

  private record Reserved(IpPrefix prefix, String what) {}

  private LocalPrefixGrammar() {}

  static @Nullable FastPathDirective read(FastPathKeyword keyword, Arguments in, Repeats repeats) {
    boolean v6 = keyword == FastPathKeyword.LOCAL_PREFIX6;
    FastPathKeyword twin = v6 ? FastPathKeyword.LOCAL_PREFIX : FastPathKeyword.LOCAL_PREFIX6;
    Located<IpPrefix> prefix =
        Literals.takePrefix(in, v6 ? Family.V6 : Family.V4, Suggestions.didYouMean(twin.text()));
    in.takeFixed("via");
    Located<InterfaceName> via = Literals.takeInterface(in);
    Token scavenge = in.takeIf(ARP_SCAVENGE);
    in.end(v6 || scavenge != null ? List.of() : List.of(ARP_SCAVENGE));
    if (prefix != null) {
      if (!v6 || isUsable(in, prefix)) {
        repeats.prefix(keyword, prefix);
      }
      if (scavenge != null) {
        checkScavenge(in, scavenge, prefix.value());
      }
    }
    return in.failed() || prefix == null || via == null
        ? null
        : new FastPathDirective.LocalPrefix(in.position(), prefix.value(), via, scavenge != null);
  }

  private static boolean isUsable(Arguments in, Located<IpPrefix> prefix) {
    for (Reserved reserved : RESERVED) {
      if (reserved.prefix.overlaps(prefix.value())) {
        in.report(
            ConfigProblem.error(
                    ProblemKind.RESERVED_PREFIX,
                    prefix.position(),
                    "`" + prefix.value() + "` holds " + reserved.what + ", " + reserved.prefix)
                .expected("a prefix of global unicast or unique local addresses"));
        return false;
      }
    }
    return true;
  }

  private static void checkScavenge(Arguments in, Token scavenge, IpPrefix prefix) {
    if (prefix.family() == Family.V6) {
      in.report(
          ConfigProblem.error(
                  ProblemKind.CONFLICT,
                  scavenge.position(),
                  "`arp-scavenge` asks through a whole network, and an IPv6 one is too large")
              .suggest("leave it out: IPv6 neighbours are learned as they speak"));
    } else if (prefix.length() < FastPathDirective.LocalPrefix.SHORTEST_SCAVENGED) {
      in.report(
          ConfigProblem.error(
                  ProblemKind.CONFLICT,
                  scavenge.position(),
                  "`arp-scavenge` would ask for each host of a /" + prefix.length())
              .expected("a prefix of length 22 or more")
              .suggest("leave it out, or split the prefix"));
    }
  }
}
