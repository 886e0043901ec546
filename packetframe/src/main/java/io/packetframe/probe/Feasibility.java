package io.packetframe.probe;

import io.packetframe.net.InterfaceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks every probe about a host, in the order of the report. */
public final class Feasibility {
  private Feasibility() {}

  /**
   * Asks about the host and about interfaces, if any are given.
   *
   * @param objects that we ship and the kernel should take
   * @param settleTime the pause between two trial attachments
   */
  public static List<Finding> of(
      ProbedHost host,
      List<ObjectProbe> objects,
      List<InterfaceName> interfaces,
      Duration settleTime) {
    for (ObjectProbe object : objects) {
      object.begin(host);
    }
    List<Finding> findings = new ArrayList<>();
    for (Probe probe : probes(objects, interfaces, settleTime)) {
      Verdict verdict = probe.ask(host);
      findings.add(new Finding(probe.name(), verdict, probe.isRequired(verdict)));
    }
    return findings;
  }

  /** Answers for a system that is not Linux: nothing of it is there, and the reason is one. */
  public static List<Finding> withoutLinux(
      String operatingSystem, List<ObjectProbe> objects, List<InterfaceName> interfaces) {
    Verdict verdict =
        Verdict.unsupported(
            "this is " + operatingSystem + ": the data path needs Linux", "no Linux kernel to ask");
    List<Finding> findings = new ArrayList<>();
    for (Probe probe : probes(objects, interfaces, Duration.ZERO)) {
      findings.add(new Finding(probe.name(), verdict, probe.isRequired(verdict)));
    }
    return findings;
  }

  private static List<Probe> probes(
      List<ObjectProbe> objects, List<InterfaceName> interfaces, Duration settleTime) {
    List<Probe> probes = new ArrayList<>(Catalogue.host(!interfaces.isEmpty(), objects));
    probes.addAll(Catalogue.interfaces(interfaces, settleTime));
    return probes;
  }
}
