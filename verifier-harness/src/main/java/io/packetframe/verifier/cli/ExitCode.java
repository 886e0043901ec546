package io.packetframe.verifier.cli;

/** What scripts get. */
final class ExitCode {
  static final int OK = 0;
  static final int PRODUCT = 1;
  static final int REGRESSION = 2;
  static final int HARNESS = 3;
  static final int USAGE = 64;

  private ExitCode() {}
}
