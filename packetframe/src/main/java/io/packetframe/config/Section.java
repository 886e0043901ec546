package io.packetframe.config;

/** Where a directive may stand. */
public enum Section {
  GLOBAL("global"),
  FAST_PATH("module fast-path");

  private final String header;

  Section(String header) {
    this.header = header;
  }

  /** Returns the line that opens the section. */
  public String header() {
    return header;
  }
}
