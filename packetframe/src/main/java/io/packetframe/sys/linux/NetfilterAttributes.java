package io.packetframe.sys.linux;

/**
 * What nfnetlink tells of nftables: {@code struct nfgenmsg} (include/uapi/linux/netfilter/
 * nfnetlink.h, 4 bytes: family u8, version u8, resource u16), then attributes
 * (include/uapi/linux/netfilter/nf_tables.h) whose numbers are in network byte order. iptables of
 * today ({@code iptables-nft}) are chains of nftables too.
 */
public final class NetfilterAttributes {
  public static final int NETLINK_NETFILTER = 12;
  public static final int NFGENMSG = 4;
  public static final int NFGEN_FAMILY = 0;

  /** Families: IPv4 and IPv6 at once, and each. */
  public static final int NFPROTO_INET = 1;

  public static final int NFPROTO_IPV4 = 2;
  public static final int NFPROTO_IPV6 = 10;

  /** Packets of one device. */
  public static final int NFPROTO_NETDEV = 5;

  public static final int NFTA_CHAIN_TABLE = 1;
  public static final int NFTA_CHAIN_NAME = 3;

  /** Only base chains have a hook; in it, its number: 2 is forward. */
  public static final int NFTA_CHAIN_HOOK = 4;

  public static final int NFTA_HOOK_HOOKNUM = 1;
  public static final int NF_INET_FORWARD = 2;

  /** What becomes of packets that no rule decides: 0 is dropped. */
  public static final int NFTA_CHAIN_POLICY = 5;

  /** {@code filter}, {@code nat} or {@code route}. */
  public static final int NFTA_CHAIN_TYPE = 7;

  public static final int NFTA_RULE_TABLE = 1;
  public static final int NFTA_RULE_CHAIN = 2;

  private static final int NFNL_SUBSYS_NFTABLES = 10;
  private static final int NFT_MSG_GETCHAIN = 4;
  private static final int NFT_MSG_GETRULE = 7;

  private NetfilterAttributes() {}

  /** Returns the request for all chains of all families. */
  public static NetlinkMessage getChains() {
    return dump(NFT_MSG_GETCHAIN);
  }

  /** Returns the request for all rules of all families. */
  public static NetlinkMessage getRules() {
    return dump(NFT_MSG_GETRULE);
  }

  private static NetlinkMessage dump(int type) {
    return new NetlinkMessage(
        NFNL_SUBSYS_NFTABLES << 8 | type, NetlinkMessage.NLM_F_DUMP, NFGENMSG);
  }
}
