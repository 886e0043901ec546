package io.packetframe.fastpath;

import io.packetframe.config.BypassKind;
import io.packetframe.config.FastPathDirective.AcceptBypass;
import io.packetframe.config.FastPathDirective.AllowPrefix;
import io.packetframe.config.ModuleSection;
import io.packetframe.host.linux.ForwardingHooks;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.host.linux.Reading;
import io.packetframe.module.Journal;
import io.packetframe.net.IpPrefix;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says what the fast path goes past on this host, and refuses to go past what changes packets
 * unless the config accepts it.
 */
final class Consent {
  private final Syscalls syscalls;
  private final Journal journal;

  Consent(Syscalls syscalls, Journal journal) {
    this.syscalls = syscalls;
    this.journal = journal;
  }

  /**
   * Looks at the host.
   *
   * @param targets ifindexes that packets may leave by
   * @throws FastPathException with all that is not accepted, and the directives that would
   */
  void require(
      ModuleSection section,
      NetworkState network,
      Collection<AttachedPort> ports,
      Collection<Integer> targets)
      throws FastPathException {
    Reading<ForwardingHooks> hooks = ForwardingHooks.read(syscalls);
    if (hooks.optional().isEmpty()) {
      journal.warn("what the fast path goes past is not known: " + hooks.problem().orElse(""));
      return;
    }
    List<IpPrefix> allowed = new ArrayList<>();
    section.all(AllowPrefix.class).forEach(each -> allowed.add(each.prefix()));
    List<BypassKind> accepted =
        section.all(AcceptBypass.class).stream().map(AcceptBypass::kind).toList();
    Bypassed bypassed = Bypassed.of(hooks.optional().get(), network, allowed, ports, targets);
    for (Bypassed.Finding finding : bypassed.findings()) {
      journal.warn("the fast path goes past " + finding.text());
    }
    List<Bypassed.Finding> refused =
        bypassed.needingConsent().stream()
            .filter(finding -> !accepted.contains(kind(finding)))
            .toList();
    if (!refused.isEmpty()) {
      throw new FastPathException(
          "packets of the allowed prefixes would go past "
              + refused.stream().map(Bypassed.Finding::text).collect(Collectors.joining(", "))
              + ", which may change them",
          "if that is meant: "
              + refused.stream()
                  .map(finding -> "`accept-bypass " + kind(finding).text() + "`")
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
  }

  private static BypassKind kind(Bypassed.Finding finding) {
    return switch (finding.kind()) {
      case NAT -> BypassKind.NAT;
      case TRANSFORM -> BypassKind.IPSEC;
      case FILTER, REVERSE_PATH, EGRESS_QUEUE ->
          throw new IllegalArgumentException(finding.kind() + " needs no consent");
    };
  }
}
