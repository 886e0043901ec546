package io.packetframe.config;

/** What of this host the config accepts that the fast path goes past. */
public enum BypassKind implements Word {
  /** Address translation by nftables or iptables. */
  NAT("nat"),
  /** Policies of IPsec. */
  IPSEC("ipsec"),
  /**
   * What the peer of a veth leaves to hardware, where the peer is in another network namespace and
   * cannot be asked.
   */
  PEER_OFFLOADS("peer-offloads");

  private final String text;

  BypassKind(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }
}
