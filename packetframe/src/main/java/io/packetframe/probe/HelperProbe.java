package io.packetframe.probe;

import io.packetframe.bpf.feature.Answer;
import io.packetframe.host.linux.Capability;
import io.packetframe.spec.ProgramType;

/** Whether XDP programs can call a helper. */
final class HelperProbe extends HostProbe {
  private final int id;

  HelperProbe(String helper, int id, String purpose, String since) {
    super(
        new CapabilityDescription(
            "helper." + helper,
            true,
            purpose,
            since,
            "Loads an XDP program `call "
                + id
                + "; r0 = 0; exit`. The verifier either does not know the helper, in one of several"
                + " wordings, or knows it and dislikes the empty argument registers: that is a"
                + " pass.",
            "Install a newer kernel."));
    this.id = id;
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
