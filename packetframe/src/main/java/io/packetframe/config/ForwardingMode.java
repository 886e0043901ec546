package io.packetframe.config;

/** Who decides where a packet goes. */
public enum ForwardingMode implements Word {
  /** The routing table of the kernel. */
  KERNEL_FIB("kernel-fib"),
  /** Tables of our own, fed by a route source. */
  CUSTOM_FIB("custom-fib"),
  /** The kernel decides, and our own tables are compared with it. */
  COMPARE("compare");

  private final String text;

  ForwardingMode(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
