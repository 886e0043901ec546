package io.packetframe.probe;

import java.util.List;
import java.util.function.Function;

/** Whether the fast path would go past something that this host does to packets of its prefixes. */
public final class BypassProbe extends HostProbe {
  /** What it may be; the names are those of the rows. */
  public enum Kind {
    NAT("nat", true, "Address translation (nftables, iptables)", "accept-bypass nat"),
    IPSEC("ipsec", true, "IPsec policies", "accept-bypass ipsec"),
    FILTER("filter", false, "Filters at prerouting, forward and postrouting", ""),
    RP_FILTER("rp_filter", false, "Strict reverse path filters of attached ports", ""),
    TC("tc", false, "Queues, shapers and filters of tc where packets leave", "");

    private final String row;
    private final boolean changesPackets;
    private final String what;
    private final String directive;

    Kind(String row, boolean changesPackets, String what, String directive) {
      this.row = row;
      this.changesPackets = changesPackets;
      this.what = what;
      this.directive = directive;
    }

    private CapabilityDescription description() {
      return new CapabilityDescription(
          "bypass." + row,
          changesPackets,
          what
              + " that concern an allowed prefix: packets that the fast path forwards never meet"
              + " them."
              + (changesPackets
                  ? " They would go out unchanged, so `run` refuses to start unless the config"
                      + " accepts it."
                  : " `run` warns."),
          "every kernel",
          "Asked only with --config. Reads what the kernel has over netlink, for the prefixes and"
              + " ports of the config; what single rules match is not read.",
          changesPackets
              ? "If that is meant: " + directive + " in the config."
              : "Nothing to mend where that is meant; else leave the prefix to the kernel.");
    }
  }

  private final Kind kind;
  private final Function<Kind, Verdict> answer;

  /**
   * Makes the row.
   *
   * @param answer for the config in question
   */
  public BypassProbe(Kind kind, Function<Kind, Verdict> answer) {
    super(kind.description());
    this.kind = kind;
    this.answer = answer;
  }

  /** Returns a row of each kind. */
  public static List<BypassProbe> ofEach(Function<Kind, Verdict> answer) {
    return List.of(
        new BypassProbe(Kind.NAT, answer),
        new BypassProbe(Kind.IPSEC, answer),
        new BypassProbe(Kind.FILTER, answer),
        new BypassProbe(Kind.RP_FILTER, answer),
        new BypassProbe(Kind.TC, answer));
  }

  @Override
  public Verdict ask(ProbedHost host) {
    return answer.apply(kind);
  }
}
