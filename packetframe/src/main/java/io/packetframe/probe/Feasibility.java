package io.packetframe.probe;

import java.util.ArrayList;
import java.util.List;

/** Asks every probe about a host, in the order of the report. */
public final class Feasibility {
  private Feasibility() {}

  /**
   * Asks about the host, and about what a config adds.
   *
   * @param objects that we ship and the kernel should take
   */
  public static List<Finding> of(
      ProbedHost host, List<ObjectProbe> objects, ConfigQuestions config) {
    for (ObjectProbe object : objects) {
      object.begin(host);
    }
    return ask(host, probes(objects, config));
  }

  /**
   * Asks for what tells kernels apart that all can run PacketFrame. These rows come last, and after
   * all others: for a moment one of them changes a limit of this process.
   */
  public static List<Finding> advisories(ProbedHost host) {
    return ask(host, Advisories.all());
  }

  private static List<Finding> ask(ProbedHost host, List<Probe> probes) {
    List<Finding> findings = new ArrayList<>();
    for (Probe probe : probes) {
      Verdict verdict = probe.ask(host);
      findings.add(new Finding(probe.name(), verdict, probe.isRequired(verdict)));
    }
    return findings;
  }

  /**
   * Answers for a system that is not Linux: nothing of it is there, and the reason is one.
   *
   * @param full whether the advisories are rows too
   */
  public static List<Finding> withoutLinux(
      String operatingSystem, List<ObjectProbe> objects, ConfigQuestions config, boolean full) {
    Verdict verdict =
        Verdict.unsupported(
            "this is " + operatingSystem + ": the data path needs Linux", "no Linux kernel to ask");
    List<Probe> probes = probes(objects, config);
    if (full) {
      probes.addAll(Advisories.all());
    }
    List<Finding> findings = new ArrayList<>();
    for (Probe probe : probes) {
      findings.add(new Finding(probe.name(), verdict, probe.isRequired(verdict)));
    }
    return findings;
  }

  private static List<Probe> probes(List<ObjectProbe> objects, ConfigQuestions config) {
    List<Probe> probes = new ArrayList<>(Catalogue.host(!config.interfaces().isEmpty(), objects));
    probes.addAll(Catalogue.interfaces(config.interfaces(), config.settleTime()));
    probes.addAll(config.bypasses());
    return probes;
  }
}
