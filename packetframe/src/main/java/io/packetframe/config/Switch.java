package io.packetframe.config;

/** A switch that can be left to us. */
public enum Switch implements Word {
  AUTO("auto"),
  ON("on"),
  OFF("off");

  private final String text;

  Switch(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
