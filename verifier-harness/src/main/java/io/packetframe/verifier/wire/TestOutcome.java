package io.packetframe.verifier.wire;

/** How a test ended. */
public sealed interface TestOutcome {
  /** It did what it promises. */
  record Passed() implements TestOutcome {}

  /** It did not, and says why with a stack trace. */
  record Failed(String message, String trace) implements TestOutcome {}

  /** It did not run, for a reason. */
  record Skipped(String reason) implements TestOutcome {}
}
