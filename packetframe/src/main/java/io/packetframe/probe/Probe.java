package io.packetframe.probe;

/** One question to the host. */
public interface Probe {
  /** Returns the name of its row, with the interface's name where it asks about one. */
  String name();

  /** Returns what is known without asking. */
  CapabilityDescription description();

  /** Asks. Never throws for what the host answers. */
  Verdict ask(ProbedHost host);

  /** Tells whether the report fails without a pass, given the answer. */
  default boolean isRequired(Verdict verdict) {
    return description().required();
  }
}
