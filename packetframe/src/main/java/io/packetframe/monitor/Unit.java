package io.packetframe.monitor;

/** What a value counts. */
public enum Unit {
  /** Events, frames, pages: the name says which. */
  NUMBER,
  BYTES,
  NANOSECONDS
}
