package io.packetframe.cli;

/**
 * The version of this program, compared with the build's by a test: reading it would cost start-up.
 */
final class Version {
  static final String CURRENT = "0.1.0-SNAPSHOT";

  private Version() {}
}
