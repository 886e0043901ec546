package io.packetframe.probe;

import io.packetframe.net.InterfaceName;

/** A probe about one interface. */
abstract class InterfaceProbe implements Probe {
  static final String PLACEHOLDER = "<interface>";

  private final CapabilityDescription description;
  private final InterfaceName interfaceName;

  InterfaceProbe(CapabilityDescription description, InterfaceName interfaceName) {
    this.description = description;
    this.interfaceName = interfaceName;
  }

  @Override
  public final String name() {
    return description.name().replace(PLACEHOLDER, interfaceName.text());
  }

  @Override
  public final CapabilityDescription description() {
    return description;
  }

  final String interfaceName() {
    return interfaceName.text();
  }
}
