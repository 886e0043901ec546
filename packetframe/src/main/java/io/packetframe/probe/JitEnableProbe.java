package io.packetframe.probe;

import io.packetframe.host.linux.KernelConfigurationSearch;
import io.packetframe.host.linux.Reading;
import io.packetframe.host.linux.Sysctl;
import java.util.Optional;

/** Whether programs are compiled: the setting, or a kernel that cannot do otherwise. */
final class JitEnableProbe extends HostProbe {
  private static final String SETTING = "net.core.bpf_jit_enable";
  private static final String MEND = "sysctl -w " + SETTING + "=1";

  JitEnableProbe() {
    super(
        new CapabilityDescription(
            "sysctl." + SETTING,
            false,
            "An interpreted program costs several times the CPU of a compiled one.",
            "3.0; always on with CONFIG_BPF_JIT_ALWAYS_ON (4.15)",
            "Reads /proc/sys/net/core/bpf_jit_enable: 1, or 2 with debug output. Where it is not"
                + " readable, CONFIG_BPF_JIT_ALWAYS_ON=y is a pass.",
            MEND + "; to keep it, a line in /etc/sysctl.d/packetframe.conf."));
  }

  @Override
  public Verdict ask(ProbedHost host) {
    Reading<String> reading = Sysctl.read(host.files(), SETTING);
    Optional<String> value = reading.optional();
    if (value.isEmpty()) {
      return unreadable(host, reading.problem().orElse(""));
    }
    return value.get().equals("1") || value.get().equals("2")
        ? new Verdict.Supported(SETTING + " = " + value.get())
        : Verdict.unsupported(
            SETTING + " = " + value.get() + ": programs are interpreted; " + MEND,
            SETTING + " = " + value.get(),
            MEND);
  }

  private static Verdict unreadable(ProbedHost host, String problem) {
    Optional<KernelConfigurationSearch.Found> found = host.configuration().found();
    return found.isPresent() && found.get().configuration().isBuiltIn("CONFIG_BPF_JIT_ALWAYS_ON")
        ? new Verdict.Supported("always on (CONFIG_BPF_JIT_ALWAYS_ON=y)")
        : Verdict.inconclusive(problem, problem);
  }
}
