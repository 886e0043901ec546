package io.packetframe.fastpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.fastpath.Bypassed.Finding;
import io.packetframe.fastpath.Bypassed.Kind;
import io.packetframe.host.linux.ForwardingHooks;
import io.packetframe.host.linux.ForwardingHooks.FilterChain;
import io.packetframe.host.linux.ForwardingHooks.TransformPolicy;
import io.packetframe.net.IpAddress.Family;
import io.packetframe.net.IpPrefix;
import io.packetframe.net.LiteralException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BypassedTest {
  private final HandHost host = new HandHost();
  private final List<FilterChain> chains = new ArrayList<>();
  private final List<String> tables = new ArrayList<>();
  private final List<TransformPolicy> policies = new ArrayList<>();
  private final Map<Integer, List<String>> queues = new TreeMap<>();
  private final TreeSet<String> strict = new TreeSet<>();

  @BeforeEach
  void addPorts() {
    host.port("wan0");
    host.port("lan0");
  }

  private Bypassed of(String... allowed) throws LiteralException {
    List<IpPrefix> prefixes = new ArrayList<>();
    for (String each : allowed) {
      prefixes.add(IpPrefix.parse(each));
    }
    return Bypassed.of(
        new ForwardingHooks(chains, tables, policies, queues, strict),
        host.state(),
        prefixes,
        List.of(new AttachedPort(2, true)),
        List.of(2, 3));
  }

  private static List<Finding> needingConsent(Bypassed bypassed) {
    return bypassed.findings().stream()
        .filter(finding -> finding.kind().consent().isPresent())
        .toList();
  }

  @Test
  void aPlainRouterSkipsNothing() throws LiteralException {
    assertThat(of("192.0.2.0/24").findings()).isEmpty();
  }

  @Test
  void whatChangesPacketsNeedsConsentAndComesFirst() throws LiteralException {
    chains.add(new FilterChain(Optional.empty(), "fw", "forward", false, true, 12));
    chains.add(new FilterChain(Optional.of(Family.V4), "nat", "out", true, false, 1));
    Bypassed bypassed = of("192.0.2.0/24");
    Finding translation =
        new Finding(Kind.NAT, "address translation in chain out of nftables table nat (1 rule)");
    assertThat(bypassed.findings())
        .containsExactly(
            translation,
            new Finding(
                Kind.FILTER, "chain forward of nftables table fw (12 rules, drops all else)"));
    assertThat(needingConsent(bypassed)).containsExactly(translation);
  }

  @Test
  void aChainOfTheOtherFamilyIsNoConcern() throws LiteralException {
    chains.add(new FilterChain(Optional.of(Family.V4), "nat", "out", true, false, 1));
    assertThat(of("2001:db8::/32").findings()).isEmpty();
    assertThat(of("2001:db8::/32", "192.0.2.0/24").findings()).hasSize(1);
  }

  @Test
  void rulesThatAreNotReadAreTakenForTheWorst() throws LiteralException {
    tables.addAll(List.of("iptables nat", "iptables filter"));
    assertThat(of("192.0.2.0/24").findings())
        .containsExactly(
            new Finding(Kind.NAT, "address translation in iptables nat (legacy, rules not read)"),
            new Finding(Kind.FILTER, "iptables filter (legacy, rules not read)"));
  }

  /** Source, destination, and whether a packet of 192.0.2.0/24 may be meant. */
  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 10.0.0.0/8, true",
    "192.0.0.0/16, 10.0.0.0/8, true",
    "192.0.2.128/25, 10.0.0.0/8, true",
    "10.0.0.0/8, 192.0.2.1/32, true",
    "0.0.0.0/0, 10.0.0.0/8, true",
    "10.1.0.0/16, 10.2.0.0/16, false",
    "192.0.3.0/24, 10.0.0.0/8, false",
    "::/0, ::/0, false"
  })
  void aPolicyCountsWhereItMayMeanUs(String source, String destination, boolean expected)
      throws LiteralException {
    policies.add(new TransformPolicy(IpPrefix.parse(source), IpPrefix.parse(destination)));
    Bypassed bypassed = of("192.0.2.0/24");
    assertThat(needingConsent(bypassed))
        .isEqualTo(
            expected
                ? List.of(
                    new Finding(
                        Kind.TRANSFORM, "the IPsec policy from " + source + " to " + destination))
                : List.of());
  }

  @Test
  void theReversePathFilterCountsOnAttachedPortsAndForIpv4() throws LiteralException {
    strict.addAll(List.of("wan0", "lan0"));
    assertThat(of("192.0.2.0/24").findings())
        .containsExactly(new Finding(Kind.REVERSE_PATH, "the strict reverse path filter of wan0"));
    assertThat(of("2001:db8::/32").findings()).isEmpty();
  }

  @Test
  void queuesCountWherePacketsLeave() throws LiteralException {
    queues.put(3, List.of("htb", "clsact"));
    queues.put(99, List.of("tbf"));
    Bypassed bypassed = of("192.0.2.0/24");
    assertThat(bypassed.findings())
        .containsExactly(new Finding(Kind.EGRESS_QUEUE, "tc of lan0: htb, clsact"));
    assertThat(needingConsent(bypassed)).isEmpty();
  }
}
