package io.packetframe.verifier.cli;

/** What scripts get. */
final class ExitCode {
  static final int OK = 0;
  static final int PRODUCT = 1;
  static final int REGRESSION = 2;
  static final int HARNESS = 3;
  static final int USAGE = 64;

  private ExitCode() {}

  /** What the harness could not find out weighs more than what it found. */
  static int worse(int left, int right) {
    if (left == HARNESS || right == HARNESS) {
      return HARNESS;
    }
    if (left == PRODUCT || right == PRODUCT) {
      return PRODUCT;
    }
    return Math.max(left, right);
  }
}
