package io.packetframe.config;

/** How bad a problem is. */
public enum Severity {
  /** The config cannot be used. */
  ERROR("error"),
  /** The config can be used, though it may not do what its author wants. */
  WARNING("warning");

  private final String text;

  Severity(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
