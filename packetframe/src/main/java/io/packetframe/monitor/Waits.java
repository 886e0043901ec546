package io.packetframe.monitor;

/** Whether a monitor of CPUs measures how long tasks wait for one. */
public enum Waits {
  /** Yes, where the system tells: it costs more than all else. */
  MEASURED,
  LEFT_OUT
}
