package io.packetframe.probe;

import io.packetframe.bpf.feature.Answer;
import io.packetframe.bpf.feature.Features;
import io.packetframe.host.linux.Capability;
import java.util.function.Function;

/** Whether the kernel has a feature that PacketFrame can do without. */
final class FeatureProbe extends HostProbe {
  private static final String NEWER = "Nothing to mend: a newer kernel has it.";

  private final Function<Features, Answer> question;
  private final String absent;

  /**
   * Makes a probe.
   *
   * @param method how the question is put
   * @param absent what to say where the kernel does not have it
   */
  FeatureProbe(
      String name,
      String purpose,
      String since,
      String method,
      String absent,
      Function<Features, Answer> question) {
    super(
        new CapabilityDescription(
            name, false, purpose, since, Advisories.ONLY_IN_FULL + method, NEWER));
    this.question = question;
    this.absent = absent;
  }

  @Override
  public Verdict ask(ProbedHost host) {
    return KernelAnswer.verdict(
        host,
        question.apply(host.features()),
        "ask",
        absent,
        Capability.CAP_BPF,
        Capability.CAP_NET_ADMIN);
  }
}
