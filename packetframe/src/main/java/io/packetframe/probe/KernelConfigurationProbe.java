package io.packetframe.probe;

import io.packetframe.host.linux.KernelConfiguration;
import io.packetframe.host.linux.KernelConfigurationSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options without which nothing else can work, where the kernel's configuration is readable.
 */
final class KernelConfigurationProbe extends HostProbe {
  /** All three are bool: m would be a file that Kconfig never wrote. */
  private static final List<String> NEEDED =
      List.of("CONFIG_BPF", "CONFIG_BPF_SYSCALL", "CONFIG_BPF_JIT");

  KernelConfigurationProbe() {
    super(
        new CapabilityDescription(
            "kconfig",
            true,
            "The kernel must be built with BPF, its system call and its just-in-time compiler;"
                + " without the last, packets are interpreted at several times the cost.",
            "CONFIG_BPF_SYSCALL from 3.18, CONFIG_BPF_JIT from 3.0",
            "Reads /proc/config.gz, /boot/config-RELEASE, /usr/lib/modules/RELEASE/config,"
                + " /lib/modules/RELEASE/config, in this order. Where none can be read the row is"
                + " unknown and not required: the other probes ask the kernel itself.",
            "Install a kernel with these options; every distribution's own kernel has them."));
  }

  @Override
  public boolean isRequired(Verdict verdict) {
    return !(verdict instanceof Verdict.Inconclusive);
  }

  @Override
  public Verdict ask(ProbedHost host) {
    KernelConfigurationSearch search = host.configuration();
    Optional<KernelConfigurationSearch.Found> found = search.found();
    if (found.isEmpty()) {
      List<String> problems = ((KernelConfigurationSearch.NotReadable) search).problems();
      return Verdict.inconclusive(
          "no kernel configuration found; the other probes ask the kernel itself",
          String.join("; ", problems));
    }
    String path = found.get().path();
    List<String> missing = missing(found.get().configuration());
    return missing.isEmpty()
        ? new Verdict.Supported(String.join(", ", NEEDED) + " (" + path + ")")
        : Verdict.unsupported(
            path + " lacks " + String.join(", ", missing),
            "not set: " + String.join(", ", missing),
            "install a kernel that is built with " + String.join("=y, ", missing) + "=y");
  }

  private static List<String> missing(KernelConfiguration configuration) {
    List<String> missing = new ArrayList<>();
    for (String option : NEEDED) {
      if (!configuration.isBuiltIn(option)) {
        missing.add(option);
      }
    }
    return missing;
  }
}
