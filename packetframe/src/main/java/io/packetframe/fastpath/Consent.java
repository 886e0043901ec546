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
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the fast path goes past on this host, and what of it the config accepts.
 *
 * @param bypassed all that is skipped
 * @param accepted kinds of what changes packets that may be skipped all the same
 */
public record Consent(Bypassed bypassed, List<BypassKind> accepted) {
  /** Copies the list. */
  public Consent {
    accepted = List.copyOf(accepted);
  }

  /**
   * Looks at the host.
   *
   * @param targets ifindexes that packets may leave by
   */
  static Reading<Consent> of(
      Syscalls syscalls,
      ModuleSection section,
      NetworkState network,
      Collection<AttachedPort> ports,
      Collection<Integer> targets) {
    List<IpPrefix> allowed = new ArrayList<>();
    section.all(AllowPrefix.class).forEach(each -> allowed.add(each.prefix()));
    List<BypassKind> accepted =
        section.all(AcceptBypass.class).stream().map(AcceptBypass::kind).toList();
    return ForwardingHooks.read(syscalls)
        .parse(
            "netlink",
            "answer",
            hooks ->
                Optional.of(
                    new Consent(Bypassed.of(hooks, network, allowed, ports, targets), accepted)));
  }

  /** Tells whether a start is refused because of it. */
  public boolean isRefused(Bypassed.Finding finding) {
    return finding.kind().consent().filter(kind -> !accepted.contains(kind)).isPresent();
  }

  /**
   * Says all, and goes no further where something is not accepted.
   *
   * @throws FastPathException with all that is not accepted, and the directives that would
   */
  void require(Journal journal) throws FastPathException {
    for (Bypassed.Finding finding : bypassed.findings()) {
      journal.warn("the fast path goes past " + finding.text());
    }
    List<Bypassed.Finding> refused = bypassed.findings().stream().filter(this::isRefused).toList();
    if (!refused.isEmpty()) {
      throw new FastPathException(
          "packets of the allowed prefixes would go past "
              + refused.stream().map(Bypassed.Finding::text).collect(Collectors.joining(", "))
              + ", which may change them",
          "if that is meant: "
              + refused.stream()
                  .flatMap(finding -> finding.kind().consent().stream())
                  .map(kind -> "`accept-bypass " + kind.text() + "`")
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
  }
}
