package io.packetframe.fastpath;

import io.packetframe.config.BypassKind;
import io.packetframe.host.linux.ForwardingHooks;
import io.packetframe.host.linux.ForwardingHooks.FilterChain;
import io.packetframe.host.linux.ForwardingHooks.TransformPolicy;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this host does to packets of the allowed prefixes, and the fast path does not: it forwards
 * them before the kernel sees them. A function of its arguments.
 *
 * @param findings what is skipped, the worst first
 */
public record Bypassed(List<Finding> findings) {
  /**
   * Something that is skipped.
   *
   * @param text a sentence without a full stop
   */
  public record Finding(Kind kind, String text) {}

  /** What it is; the first ones change packets, so that without them they go wrong. */
  public enum Kind {
    /** Address translation. */
    NAT(BypassKind.NAT),
    /** IPsec. */
    TRANSFORM(BypassKind.IPSEC),
    /** A filter of netfilter. */
    FILTER(null),
    /** rp_filter 1 on an attached port. */
    REVERSE_PATH(null),
    /** Shaping, or a filter of tc, where packets leave. */
    EGRESS_QUEUE(null);

    private final @Nullable BypassKind consent;

    Kind(@Nullable BypassKind consent) {
      this.consent = consent;
    }

    /** Returns what the operator has to accept before it may be skipped; empty: nothing. */
    public Optional<BypassKind> consent() {
      return Optional.ofNullable(consent);
    }
  }

  /** Copies the list. */
  public Bypassed {
    findings = findings.stream().sorted((a, b) -> a.kind.compareTo(b.kind)).toList();
  }

  /**
   * Finds what is skipped.
   *
   * @param allowed the prefixes of which packets are taken: their source or destination lies in one
   * @param ports that the program is attached to
   * @param targets ifindexes that packets may leave by, as in {@link HostMaps#redirectTargets}
   */
  public static Bypassed of(
      ForwardingHooks hooks,
      NetworkState state,
      Collection<IpPrefix> allowed,
      Collection<AttachedPort> ports,
      Collection<Integer> targets) {
    List<Finding> findings = new ArrayList<>();
    hooks.chains().stream()
        .filter(chain -> concerns(chain.family(), allowed))
        .forEach(chain -> findings.add(chain(chain)));
    hooks.legacyTables().forEach(table -> findings.add(legacy(table)));
    hooks.policies().stream()
        .filter(policy -> covers(policy, allowed))
        .forEach(policy -> findings.add(policy(policy)));
    if (concerns(Optional.of(Family.V4), allowed)) {
      for (AttachedPort port : ports) {
        state
            .link(port.index())
            .filter(link -> hooks.strictReversePath().contains(link.name()))
            .ifPresent(
                link ->
                    findings.add(
                        new Finding(
                            Kind.REVERSE_PATH,
                            "the strict reverse path filter of " + link.name())));
      }
    }
    for (Map.Entry<Integer, List<String>> queue : hooks.queues().entrySet()) {
      if (targets.contains(queue.getKey())) {
        String device =
            state.link(queue.getKey()).map(link -> link.name()).orElse("ifindex " + queue.getKey());
        findings.add(
            new Finding(
                Kind.EGRESS_QUEUE, "tc of " + device + ": " + String.join(", ", queue.getValue())));
      }
    }
    return new Bypassed(findings);
  }

  private static boolean concerns(Optional<Family> family, Collection<IpPrefix> allowed) {
    return allowed.stream().anyMatch(prefix -> family.isEmpty() || family.get() == prefix.family());
  }

  /** A chain is taken as a whole: what its rules match is not read. */
  private static Finding chain(FilterChain chain) {
    String name =
        "chain " + chain.name() + " of nftables table " + chain.table() + " (" + rules(chain) + ")";
    return chain.isNat()
        ? new Finding(Kind.NAT, "address translation in " + name)
        : new Finding(Kind.FILTER, name);
  }

  private static String rules(FilterChain chain) {
    String rules = chain.rules() == 1 ? "1 rule" : chain.rules() + " rules";
    return chain.drops() ? rules + ", drops all else" : rules;
  }

  private static Finding legacy(String table) {
    return table.endsWith(" nat")
        ? new Finding(Kind.NAT, "address translation in " + table + " (legacy, rules not read)")
        : new Finding(Kind.FILTER, table + " (legacy, rules not read)");
  }

  /** It is about a packet of ours if either of its ends may be. */
  private static boolean covers(TransformPolicy policy, Collection<IpPrefix> allowed) {
    return allowed.stream()
        .filter(prefix -> prefix.family() == policy.source().family())
        .anyMatch(
            prefix -> prefix.overlaps(policy.source()) || prefix.overlaps(policy.destination()));
  }

  private static Finding policy(TransformPolicy policy) {
    return new Finding(
        Kind.TRANSFORM, "the IPsec policy from " + policy.source() + " to " + policy.destination());
  }
}
