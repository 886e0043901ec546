package io.packetframe.probe;

import io.packetframe.host.linux.Reading;
import io.packetframe.host.linux.Sysctl;
import java.util.List;
import java.util.Optional;

/** Compares a kernel setting with the values that PacketFrame wants. */
final class SysctlProbe extends HostProbe {
  private final String setting;
  private final List<String> wanted;
  private final String otherwise;

  /**
   * Makes a probe.
   *
   * @param wanted values that pass; the first is the one to set
   * @param otherwise what another value means for forwarding
   */
  SysctlProbe(
      String setting,
      boolean required,
      List<String> wanted,
      String purpose,
      String since,
      String otherwise) {
    super(
        new CapabilityDescription(
            "sysctl." + setting,
            required,
            purpose,
            since,
            "Reads " + file(setting) + " and expects " + String.join(" or ", wanted) + ".",
            command(setting, wanted) + "; to keep it, a line in /etc/sysctl.d/packetframe.conf."));
    this.setting = setting;
    this.wanted = wanted;
    this.otherwise = otherwise;
  }

  @Override
  public Verdict ask(ProbedHost host) {
    Reading<String> reading = Sysctl.read(host.files(), setting);
    Optional<String> value = reading.optional();
    if (value.isEmpty()) {
      String problem = reading.problem().orElse("");
      return Verdict.inconclusive(problem, problem);
    }
    return wanted.contains(value.get())
        ? new Verdict.Supported(setting + " = " + value.get())
        : Verdict.unsupported(
            setting + " = " + value.get() + ": " + otherwise + "; " + command(setting, wanted),
            setting + " = " + value.get(),
            command(setting, wanted));
  }

  private static String command(String setting, List<String> wanted) {
    return "sysctl -w " + setting + "=" + wanted.get(0);
  }

  private static String file(String setting) {
    return "/proc/sys/" + setting.replace('.', '/');
  }
}
