package io.packetframe.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Whether the fast path would go past something that this host does to packets of its prefixes. */
public final class BypassProbe extends HostProbe {
  private static final String SKIPPED =
      " that concern an allowed prefix: packets that the fast path forwards never meet them.";
  private static final String UNCHANGED =
      SKIPPED
          + " They would go out unchanged, so `run` refuses to start unless the config accepts it.";
  private static final String WARNED = SKIPPED + " `run` warns.";

  /** What it may be; the names are those of the rows. */
  public enum Kind {
    NAT("nat", "Address translation (nftables, iptables)" + UNCHANGED, "nat"),
    IPSEC("ipsec", "IPsec policies" + UNCHANGED, "ipsec"),
    PEER_OFFLOADS(
        "peer_offloads",
        "What the peer of an attached veth leaves to hardware, where it is in another network"
            + " namespace and cannot be told: VLAN tags in packet metadata and unfinished checksums"
            + " are not in the frames that XDP sees. `run` refuses such a port unless the config"
            + " vouches for the peer.",
        "peer-offloads"),
    FILTER("filter", "Filters at prerouting, forward and postrouting" + WARNED, ""),
    RP_FILTER("rp_filter", "Strict reverse path filters of attached ports" + WARNED, ""),
    TC("tc", "Queues, shapers and filters of tc where packets leave" + WARNED, "");

    private final String row;
    private final String purpose;
    private final String consent;

    Kind(String row, String purpose, String consent) {
      this.row = row;
      this.purpose = purpose;
      this.consent = consent;
    }

    private boolean needsConsent() {
      return !consent.isEmpty();
    }

    private CapabilityDescription description() {
      return new CapabilityDescription(
          "bypass." + row,
          needsConsent(),
          purpose,
          "every kernel",
          "Asked only with --config. Reads what the kernel has over netlink, for the prefixes and"
              + " ports of the config; what single rules match is not read.",
          Character.toUpperCase(mend().charAt(0)) + mend().substring(1) + ".");
    }

    /** Returns what to do about it. */
    public String mend() {
      return needsConsent()
          ? "accept-bypass " + consent + " in the config, if that is meant"
          : "nothing where that is meant; else leave the prefix to the kernel";
    }
  }

  private final Kind kind;
  private final Function<Kind, Verdict> answer;

  private BypassProbe(Kind kind, Function<Kind, Verdict> answer) {
    super(kind.description());
    this.kind = kind;
    this.answer = answer;
  }

  /**
   * Returns a row of each kind.
   *
   * @param answer for the config in question
   */
  public static List<BypassProbe> ofEach(Function<Kind, Verdict> answer) {
    List<BypassProbe> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      rows.add(new BypassProbe(kind, answer));
    }
    return rows;
  }

  @Override
  public Verdict ask(ProbedHost host) {
    return answer.apply(kind);
  }
}
