package io.packetframe.config;

/** How much the daemon logs, from most to least. */
public enum LogLevel implements Word {
  TRACE("trace"),
  DEBUG("debug"),
  INFO("info"),
  WARN("warn"),
  ERROR("error");

  private final String text;

  LogLevel(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
