package io.packetframe.host;

/** Whether a hypervisor runs below the kernel. */
public sealed interface Virtualisation {

  /** The kernel runs on the machine itself. */
  record BareMetal() implements Virtualisation {}

  /** The kernel is a guest. */
  record Guest(Fact<String> hypervisor) implements Virtualisation {}
}
