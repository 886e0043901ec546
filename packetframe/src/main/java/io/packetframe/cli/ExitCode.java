package io.packetframe.cli;

/** What our exit codes mean; scripts rely on them. */
final class ExitCode {
  /** Done, and the answer is yes. */
  static final int OK = 0;

  /** The config is wrong or the host cannot run it. */
  static final int STARTUP = 1;

  /** It failed while it ran, or this version cannot do it. */
  static final int RUNTIME = 2;

  /** The command line is wrong (EX_USAGE of sysexits.h). */
  static final int USAGE = 64;

  private ExitCode() {}
}
