package io.packetframe.cli;

import io.packetframe.Printable;
import io.packetframe.config.BypassKind;
import io.packetframe.config.Config;
import io.packetframe.config.ConfigProblem;
import io.packetframe.config.ModuleSection;
import io.packetframe.config.Position;
import io.packetframe.config.ProblemKind;
import io.packetframe.fastpath.Bypassed;
import io.packetframe.fastpath.Consent;
import io.packetframe.fastpath.Prospect;
import io.packetframe.host.linux.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a start would meet on this host, as problems of the config. */
final class ProspectProblems {
  private final Function<ModuleSection, Reading<Prospect>> look;

  /**
   * Makes the check.
   *
   * @param look at this host
   */
  ProspectProblems(Function<ModuleSection, Reading<Prospect>> look) {
    this.look = look;
  }

  /** Returns warnings, and errors for what {@code run} would not start with. */
  List<ConfigProblem> in(Config config) {
    Optional<ModuleSection> section = config.fastPath();
    return section.isEmpty()
        ? List.of()
        : problems(section.get().position(), look.apply(section.get()));
  }

  private static List<ConfigProblem> problems(Position at, Reading<Prospect> looked) {
    if (looked.optional().isEmpty()) {
      return List.of(unknown(at, looked));
    }
    Prospect prospect = looked.optional().get();
    List<ConfigProblem> problems = new ArrayList<>();
    for (String text : prospect.broken()) {
      problems.add(ConfigProblem.error(ProblemKind.OVER_LIMIT, at, Printable.escaped(text)));
    }
    for (String port : prospect.withPeersElsewhere()) {
      problems.add(peerElsewhere(at, port, prospect.trustsPeers()));
    }
    Optional<Consent> consent = prospect.consent().optional();
    if (consent.isEmpty()) {
      problems.add(unknown(at, prospect.consent()));
    } else {
      for (Bypassed.Finding finding : consent.get().bypassed().findings()) {
        problems.add(found(at, finding, consent.get().isRefused(finding)));
      }
    }
    return problems;
  }

  private static ConfigProblem unknown(Position at, Reading<?> reading) {
    return ConfigProblem.warning(
        ProblemKind.BYPASS_UNKNOWN,
        at,
        "what the fast path would go past on this host is not known: "
            + Printable.escaped(reading.problem().orElse("")));
  }

  private static ConfigProblem peerElsewhere(Position at, String port, boolean accepted) {
    String text = "interface " + Printable.escaped(port) + ": " + Prospect.hiddenByPeers();
    return accepted
        ? ConfigProblem.warning(ProblemKind.BYPASSED_HOOK, at, text)
        : ConfigProblem.error(ProblemKind.BYPASS_NOT_ACCEPTED, at, text)
            .suggest(Prospect.remedyForPeers());
  }

  private static ConfigProblem found(Position at, Bypassed.Finding finding, boolean refused) {
    String text = "the fast path goes past " + Printable.escaped(finding.text());
    if (!refused) {
      return ConfigProblem.warning(ProblemKind.BYPASSED_HOOK, at, text);
    }
    String word = finding.kind().consent().map(BypassKind::text).orElse("");
    return ConfigProblem.error(
            ProblemKind.BYPASS_NOT_ACCEPTED,
            at,
            text + ", which may change packets of the allowed prefixes")
        .suggest("if that is meant: `accept-bypass " + word + "`");
  }
}
