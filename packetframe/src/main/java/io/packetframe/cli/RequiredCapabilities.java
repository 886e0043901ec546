package io.packetframe.cli;

import io.packetframe.config.GlobalSettings;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.probe.ConfigQuestions;
import io.packetframe.probe.Feasibility;
import io.packetframe.probe.Finding;
import io.packetframe.probe.ProbedHost;
import io.packetframe.probe.Verdict;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code feasibility} asks of the host and {@code run} cannot do without. */
final class RequiredCapabilities {
  private RequiredCapabilities() {}

  /**
   * Returns the required ones that are not there for certain, each with what was found. Neither our
   * programs nor interfaces are tried: the start itself is the trial.
   */
  static List<String> missing(Syscalls syscalls, GlobalSettings settings) {
    ProbedHost host =
        new ProbedHost(syscalls, HostFiles.ofThisHost(), Path.of(settings.bpffsRoot().text()));
    List<String> missing = new ArrayList<>();
    for (Finding finding : Feasibility.of(host, List.of(), ConfigQuestions.NONE)) {
      if (finding.required() && !(finding.verdict() instanceof Verdict.Supported)) {
        missing.add(finding.name() + " (" + finding.verdict().detail() + ")");
      }
    }
    return missing;
  }
}
