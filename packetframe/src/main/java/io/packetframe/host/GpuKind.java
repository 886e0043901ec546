package io.packetframe.host;

/** Where a graphics device sits. */
public enum GpuKind {
  /** A device of its own, with memory of its own. */
  DISCRETE,
  /** Part of the processor, the chipset or the board's management controller. */
  INTEGRATED,
  /** Made by a hypervisor. */
  VIRTUAL
}
