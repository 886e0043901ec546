package io.packetframe.probe;

import io.packetframe.host.linux.Capability;
import io.packetframe.spec.ProgramType;
import java.util.Locale;

/** Whether programs of a type can be loaded. */
final class ProgramTypeProbe extends HostProbe {
  private final ProgramType type;

  ProgramTypeProbe(ProgramType type, String purpose, String since) {
    super(
        new CapabilityDescription(
            "prog_type." + type.name().toLowerCase(Locale.ROOT),
            true,
            purpose,
            since,
            "Loads `r0 = 0; exit` as a program of this type. EINVAL without a verifier log is the"
                + " kernel's word for a type that it does not have.",
            "Install a newer kernel, or one with CONFIG_NET and CONFIG_BPF_SYSCALL."));
    this.type = type;
  }

  @Override
  public Verdict ask(ProbedHost host) {
    return KernelAnswer.verdict(
        host,
        host.features().programType(type),
        "load",
        "the kernel knows no such program type",
        Capability.CAP_BPF,
        Capability.CAP_NET_ADMIN);
  }
}
