package io.packetframe.verifier.vm;

/**
 * Which accelerator a run uses and why, in words for the report.
 *
 * @param accelerator that booted a real kernel here
 * @param reason what was tried before it, or who asked for it
 */
public record AcceleratorChoice(Accelerator accelerator, String reason) {
  /** Returns both in one line. */
  public String describe() {
    return accelerator.label() + " (" + reason + ")";
  }
}
