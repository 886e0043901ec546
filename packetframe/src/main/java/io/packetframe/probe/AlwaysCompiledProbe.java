package io.packetframe.probe;

import io.packetframe.host.linux.HostFiles;
import io.packetframe.host.linux.KernelConfigurationSearch;
import io.packetframe.host.linux.KernelFunctions;
import io.packetframe.host.linux.Reading;
import java.util.Optional;
import java.util.Set;

/** Whether the kernel has no interpreter for programs, so that each of them is compiled. */
final class AlwaysCompiledProbe extends HostProbe {
  private static final String OPTION = "CONFIG_BPF_JIT_ALWAYS_ON";

  /** The interpreter (kernel/bpf/core.c). */
  private static final String INTERPRETER = "___bpf_prog_run";

  /** What a program runs that is neither compiled nor interpreted: in every such kernel. */
  private static final String STAND_IN = "__bpf_prog_ret0_warn";

  AlwaysCompiledProbe() {
    super(
        new CapabilityDescription(
            "jit.always_on",
            false,
            "With it, nothing can switch the compiler of programs off: the fast path always runs as"
                + " machine code. Without it, sysctl net.core.bpf_jit_enable=0 makes each packet"
                + " several times as expensive (row sysctl.net.core.bpf_jit_enable).",
            "4.15, built with CONFIG_BPF_JIT_ALWAYS_ON",
            Advisories.ONLY_IN_FULL
                + "Looks for the option in the kernel's configuration (row kconfig); where there is"
                + " none, for the interpreter ("
                + INTERPRETER
                + ") among the functions in /proc/kallsyms. Nothing is switched to find out.",
            "Nothing to mend: keep net.core.bpf_jit_enable at 1."));
  }

  @Override
  public Verdict ask(ProbedHost host) {
    Optional<KernelConfigurationSearch.Found> found = host.configuration().found();
    if (found.isPresent()) {
      return found.get().configuration().isBuiltIn(OPTION)
          ? new Verdict.Supported("the kernel has no interpreter (" + OPTION + "=y)")
          : Verdict.unsupported("the kernel has an interpreter too", OPTION + " is not set");
    }
    return byFunctions(host.files());
  }

  static Verdict byFunctions(HostFiles files) {
    Reading<Set<String>> reading = KernelFunctions.present(files, Set.of(INTERPRETER, STAND_IN));
    if (reading.optional().isEmpty()) {
      String problem = reading.problem().orElse("");
      return Verdict.inconclusive(problem, problem);
    }
    Set<String> functions = reading.optional().get();
    if (functions.contains(INTERPRETER)) {
      return Verdict.unsupported("the kernel has an interpreter too", "it has " + INTERPRETER);
    }
    return functions.contains(STAND_IN)
        ? new Verdict.Supported("the kernel has no interpreter")
        : Verdict.inconclusive(
            "/proc/kallsyms names no function of BPF", "neither interpreter nor stand-in found");
  }
}
