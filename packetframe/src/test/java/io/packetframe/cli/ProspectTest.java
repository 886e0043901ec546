package io.packetframe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.packetframe.config.BypassKind;
import io.packetframe.config.Config;
import io.packetframe.config.ConfigParser;
import io.packetframe.config.ConfigProblem;
import io.packetframe.config.ProblemKind;
import io.packetframe.config.Severity;
import io.packetframe.fastpath.Bypassed;
import io.packetframe.fastpath.Bypassed.Finding;
import io.packetframe.fastpath.Bypassed.Kind;
import io.packetframe.fastpath.Consent;
import io.packetframe.fastpath.Prospect;
import io.packetframe.host.linux.Reading;
import io.packetframe.probe.BypassProbe;
import io.packetframe.probe.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a start would meet on this host, as {@code check} and {@code feasibility} say it. */
class ProspectTest {
  private static final Finding TRANSLATION = new Finding(Kind.NAT, "address translation in nat");
  private static final Finding POLICY = new Finding(Kind.TRANSFORM, "the IPsec policy\u001b[2J");
  private static final Finding CHAIN = new Finding(Kind.FILTER, "chain forward of table fw");

  @Test
  void whatIsNotAcceptedIsAnError() {
    List<ConfigProblem> problems =
        problems(consent(List.of(TRANSLATION, POLICY, CHAIN), BypassKind.NAT));
    assertThat(problems)
        .extracting(ConfigProblem::kind)
        .containsExactly(
            ProblemKind.BYPASSED_HOOK, ProblemKind.BYPASS_NOT_ACCEPTED, ProblemKind.BYPASSED_HOOK);
    ConfigProblem refused = problems.get(1);
    assertThat(refused.severity()).isEqualTo(Severity.ERROR);
    assertThat(refused.position().line()).isEqualTo(2);
    assertThat(refused.message()).contains("the IPsec policy\\u{1b}[2J");
    assertThat(refused.suggestion()).contains("if that is meant: `accept-bypass ipsec`");
    assertThat(problems.getFirst().severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void aPlainHostIsNoProblem() {
    assertThat(problems(consent(List.of()))).isEmpty();
  }

  @Test
  void whatTheKernelDoesNotTellIsNoPromise() {
    Reading<Consent> refused = new Reading.Unreadable<>("nftables", "EPERM");
    assertThat(problems(refused))
        .extracting(ConfigProblem::kind)
        .containsExactly(ProblemKind.BYPASS_UNKNOWN);
    ProspectProblems noNetwork =
        new ProspectProblems(_ -> new Reading.Unreadable<>("rtnetlink", "EPERM"));
    assertThat(noNetwork.in(config()))
        .extracting(ConfigProblem::kind)
        .containsExactly(ProblemKind.BYPASS_UNKNOWN);
    assertThat(row(BypassProbe.Kind.NAT, refused))
        .isEqualTo(Verdict.inconclusive("not known: nftables: EPERM", "nftables: EPERM"));
  }

  @Test
  void moreThanTheMapsHoldIsAnError() {
    ProspectProblems full =
        new ProspectProblems(
            _ -> new Reading.Present<>(prospect(consent(List.of()), "no room for eth4097")));
    assertThat(full.in(config()))
        .containsExactly(
            ConfigProblem.error(
                ProblemKind.OVER_LIMIT,
                config().fastPath().orElseThrow().position(),
                "no room for eth4097"));
  }

  @Test
  void eachKindHasItsRow() {
    Reading<Consent> all = consent(List.of(TRANSLATION, POLICY, CHAIN), BypassKind.NAT);
    assertThat(row(BypassProbe.Kind.NAT, all))
        .isEqualTo(new Verdict.Supported("accepted by the config: " + past(TRANSLATION)));
    assertThat(row(BypassProbe.Kind.IPSEC, all))
        .isEqualTo(
            Verdict.unsupported(
                past(POLICY), past(POLICY), "accept-bypass ipsec in the config, if that is meant"));
    assertThat(row(BypassProbe.Kind.FILTER, all))
        .isEqualTo(Verdict.unsupported(past(CHAIN), past(CHAIN)));
    assertThat(row(BypassProbe.Kind.RP_FILTER, all))
        .isEqualTo(new Verdict.Supported("nothing of the kind"));
  }

  private static String past(Finding finding) {
    return "the fast path goes past " + finding.text();
  }

  /** {@code run} refuses the port; whoever asks before has to hear it too. */
  @Test
  void aPeerOutOfReachIsSaidBeforeTheStart() {
    Reading<Prospect> strict =
        new Reading.Present<>(
            new Prospect(consent(List.of()), List.of(), List.of("wan0", "lan0"), false));
    List<ConfigProblem> refused = new ProspectProblems(_ -> strict).in(config());
    assertThat(refused)
        .hasSize(2)
        .allMatch(problem -> problem.kind() == ProblemKind.BYPASS_NOT_ACCEPTED)
        .allMatch(
            problem ->
                problem.suggestion().orElse("").startsWith("switch that off there (`ethtool"));
    assertThat(refused.getLast().message())
        .startsWith("interface lan0: its peer is in another network namespace");
    assertThat(row(strict))
        .isInstanceOfSatisfying(
            Verdict.Unsupported.class,
            verdict -> {
              assertThat(verdict.detail()).startsWith("wan0, lan0: its peer is in another");
              assertThat(verdict.mend().orElse("")).endsWith("`accept-bypass peer-offloads`");
            });

    Reading<Prospect> trusting =
        new Reading.Present<>(new Prospect(consent(List.of()), List.of(), List.of("wan0"), true));
    assertThat(new ProspectProblems(_ -> trusting).in(config()))
        .extracting(ConfigProblem::kind)
        .containsExactly(ProblemKind.BYPASSED_HOOK);
    assertThat(row(trusting).detail()).startsWith("accepted by the config: wan0: its peer");
  }

  private static Verdict row(Reading<Prospect> prospect) {
    return BypassAnswers.of(BypassProbe.Kind.PEER_OFFLOADS, prospect);
  }

  private static Prospect prospect(Reading<Consent> consent, String... broken) {
    return new Prospect(consent, List.of(broken), List.of(), false);
  }

  private static Reading<Consent> consent(List<Finding> findings, BypassKind... accepted) {
    return new Reading.Present<>(new Consent(new Bypassed(findings), List.of(accepted)));
  }

  private static List<ConfigProblem> problems(Reading<Consent> consent) {
    return new ProspectProblems(_ -> new Reading.Present<>(prospect(consent))).in(config());
  }

  private static Verdict row(BypassProbe.Kind kind, Reading<Consent> consent) {
    return BypassAnswers.of(kind, new Reading.Present<>(prospect(consent)));
  }

  private static Config config() {
    String text = "global\nmodule fast-path\nallow-prefix 192.0.2.0/24\n";
    return (Config) ConfigParser.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
