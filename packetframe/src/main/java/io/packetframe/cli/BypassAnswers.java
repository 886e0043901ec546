package io.packetframe.cli;

import io.packetframe.config.ModuleSection;
import io.packetframe.fastpath.Bypassed;
import io.packetframe.fastpath.Consent;
import io.packetframe.fastpath.Prospect;
import io.packetframe.host.linux.Reading;
import io.packetframe.probe.BypassProbe;
import io.packetframe.probe.Verdict;
import io.packetframe.sys.linux.Syscalls;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the fast path would go past with a config, row by row; the host is looked at once. */
final class BypassAnswers {
  private static final String NOTHING = "nothing of the kind";
  private static final String ACCEPTED = "accepted by the config: ";

  private final Supplier<Syscalls> syscalls;
  private final ModuleSection section;
  private @Nullable Reading<Prospect> looked;

  BypassAnswers(Supplier<Syscalls> syscalls, ModuleSection section) {
    this.syscalls = syscalls;
    this.section = section;
  }

  Verdict of(BypassProbe.Kind kind) {
    Reading<Prospect> known = looked;
    if (known == null) {
      known = Prospect.of(syscalls.get(), section);
      looked = known;
    }
    return of(kind, known);
  }

  static Verdict of(BypassProbe.Kind kind, Reading<Prospect> looked) {
    if (looked.optional().isEmpty()) {
      return unknown(looked);
    }
    Prospect prospect = looked.optional().get();
    if (kind == BypassProbe.Kind.PEER_OFFLOADS) {
      return ofPeers(prospect);
    }
    return prospect.consent().optional().isEmpty()
        ? unknown(prospect.consent())
        : of(kind, prospect.consent().optional().get());
  }

  private static Verdict ofPeers(Prospect prospect) {
    if (prospect.withPeersElsewhere().isEmpty()) {
      return new Verdict.Supported(NOTHING);
    }
    String found =
        String.join(", ", prospect.withPeersElsewhere()) + ": " + Prospect.hiddenByPeers();
    return prospect.trustsPeers()
        ? new Verdict.Supported(ACCEPTED + found)
        : Verdict.unsupported(found, found, Prospect.remedyForPeers());
  }

  private static Verdict unknown(Reading<?> looked) {
    String why = looked.problem().orElse("");
    return Verdict.inconclusive("not known: " + why, why);
  }

  private static Verdict of(BypassProbe.Kind kind, Consent consent) {
    List<String> refused = new ArrayList<>();
    List<String> all = new ArrayList<>();
    boolean asksForConsent = false;
    for (Bypassed.Finding finding : consent.bypassed().findings()) {
      if (row(finding.kind()) == kind) {
        String text = "the fast path goes past " + finding.text();
        all.add(text);
        asksForConsent = finding.kind().consent().isPresent();
        if (consent.isRefused(finding)) {
          refused.add(text);
        }
      }
    }
    if (all.isEmpty()) {
      return new Verdict.Supported(NOTHING);
    }
    if (!refused.isEmpty()) {
      String texts = String.join(", ", refused);
      return Verdict.unsupported(texts, texts, kind.mend());
    }
    String texts = String.join(", ", all);
    return asksForConsent
        ? new Verdict.Supported(ACCEPTED + texts)
        : Verdict.unsupported(texts, texts);
  }

  private static BypassProbe.Kind row(Bypassed.Kind kind) {
    return switch (kind) {
      case NAT -> BypassProbe.Kind.NAT;
      case TRANSFORM -> BypassProbe.Kind.IPSEC;
      case FILTER -> BypassProbe.Kind.FILTER;
      case REVERSE_PATH -> BypassProbe.Kind.RP_FILTER;
      case EGRESS_QUEUE -> BypassProbe.Kind.TC;
    };
  }
}
