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
  private final Supplier<Syscalls> syscalls;
  private final ModuleSection section;
  private @Nullable Reading<Consent> looked;

  BypassAnswers(Supplier<Syscalls> syscalls, ModuleSection section) {
    this.syscalls = syscalls;
    this.section = section;
  }

  Verdict of(BypassProbe.Kind kind) {
    return of(kind, look());
  }

  static Verdict of(BypassProbe.Kind kind, Reading<Consent> looked) {
    if (looked.optional().isEmpty()) {
      String why = looked.problem().orElse("");
      return Verdict.inconclusive("not known: " + why, why);
    }
    Consent consent = looked.optional().get();
    List<String> refused = new ArrayList<>();
    List<String> all = new ArrayList<>();
    boolean asksForConsent = false;
    for (Bypassed.Finding finding : consent.bypassed().findings()) {
      if (row(finding.kind()) == kind) {
        all.add(finding.text());
        asksForConsent = finding.kind().consent().isPresent();
        if (consent.isRefused(finding)) {
          refused.add(finding.text());
        }
      }
    }
    if (all.isEmpty()) {
      return new Verdict.Supported("nothing that concerns an allowed prefix");
    }
    if (asksForConsent && refused.isEmpty()) {
      return new Verdict.Supported("accepted by the config: " + String.join(", ", all));
    }
    String texts = String.join(", ", refused.isEmpty() ? all : refused);
    return Verdict.unsupported("the fast path goes past " + texts, texts);
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

  private Reading<Consent> look() {
    Reading<Consent> known = looked;
    if (known == null) {
      Reading<Prospect> prospect = Prospect.of(syscalls.get(), section);
      known =
          prospect.optional().isPresent()
              ? prospect.optional().get().consent()
              : new Reading.Unreadable<>("rtnetlink", prospect.problem().orElse(""));
      looked = known;
    }
    return known;
  }
}
