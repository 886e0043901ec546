package io.packetframe.config;

/** What changes packets on their way through the kernel, and which the fast path goes past. */
public enum BypassKind implements Word {
  /** Address translation by nftables or iptables. */
  NAT("nat"),
  /** Policies of IPsec. */
  IPSEC("ipsec");

  private final String text;

  BypassKind(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
