package io.packetframe.config;

/** A plain switch. */
public enum OnOff implements Word {
  ON("on"),
  OFF("off");

  private final String text;

  OnOff(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
