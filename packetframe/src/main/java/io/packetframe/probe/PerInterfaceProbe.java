package io.packetframe.probe;

/** Stands for the rows about interfaces where no config names any. */
final class PerInterfaceProbe extends HostProbe {
  PerInterfaceProbe() {
    super(
        new CapabilityDescription(
            "xdp.per_interface_attach_probe",
            false,
            "Whether XDP can be attached is a question to each interface's driver.",
            "every kernel",
            "Not asked without a config; with --config, a row xdp.attach.<interface> for each"
                + " attach directive takes its place.",
            "packetframe feasibility --config FILE"));
  }

  @Override
  public Verdict ask(ProbedHost host) {
    return new Verdict.Deferred("no interfaces configured");
  }
}
