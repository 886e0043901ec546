package io.packetframe.probe;

import io.packetframe.bpf.feature.Answer;
import io.packetframe.host.linux.Capability;
import io.packetframe.spec.ProgramType;

/** Whether XDP programs can call a helper. */
final class HelperProbe extends HostProbe {
  private final int id;

  HelperProbe(String helper, int id, String purpose, String since) {
    this(helper, id, true, purpose, since);
  }

  private HelperProbe(String helper, int id, boolean required, String purpose, String since) {
    super(
        new CapabilityDescription(
            "helper." + helper,
            required,
            purpose,
            since,
            (required ? "" : Advisories.ONLY_IN_FULL)
                + "Loads an XDP program `call "
                + id
                + "; r0 = 0; exit`. The verifier either does not know the helper, in one of several"
                + " wordings, or knows it and dislikes the empty argument registers: that is a"
                + " pass.",
            "Install a newer kernel."));
    this.id = id;
  }

  /** Returns a probe of a helper that PacketFrame can do without. */
  static HelperProbe advisory(String helper, int id, String purpose, String since) {
    return new HelperProbe(helper, id, false, purpose, since);
  }

  @Override
  public Verdict ask(ProbedHost host) {
    Answer answer = host.features().helper(ProgramType.XDP, id);
    return KernelAnswer.verdict(
        host,
        answer,
        "load",
        "XDP has no such helper here",
        Capability.CAP_BPF,
        Capability.CAP_NET_ADMIN);
  }
}
