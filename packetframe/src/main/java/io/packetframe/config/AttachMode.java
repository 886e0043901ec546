package io.packetframe.config;

/** How a program is hooked to an interface. */
public enum AttachMode implements Word {
  /** XDP in the driver. */
  NATIVE("native"),
  /** XDP in the kernel's core, behind the driver: slower, works everywhere. */
  GENERIC("generic"),
  /** Native where the driver can, else generic. */
  AUTO("auto"),
  /** The traffic-control hook; with {@link ForwardingMode#CUSTOM_FIB} only. */
  TC("tc");

  private final String text;

  AttachMode(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
