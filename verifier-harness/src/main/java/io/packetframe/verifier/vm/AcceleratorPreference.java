package io.packetframe.verifier.vm;

/** What the user wants of the accelerator. */
public enum AcceleratorPreference {
  /** The fastest that works. */
  AUTO,
  /** Hardware or nothing: falling back would be a failure. */
  KVM,
  /** Emulation, for example to compare. */
  TCG
}
