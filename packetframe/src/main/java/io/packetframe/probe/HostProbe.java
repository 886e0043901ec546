package io.packetframe.probe;

/** A probe about the host as a whole: its row is named as its description. */
abstract class HostProbe implements Probe {
  private final CapabilityDescription description;

  HostProbe(CapabilityDescription description) {
    this.description = description;
  }

  @Override
  public final String name() {
    return description.name();
  }

  @Override
  public final CapabilityDescription description() {
    return description;
  }
}
