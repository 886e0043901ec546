package io.packetframe.sys.linux;

/**
 * What rtnetlink tells of an address: {@code struct ifaddrmsg} (include/uapi/linux/if_addr.h, 8
 * bytes: family u8, prefix length u8, flags u8, scope u8, index u32), then attributes.
 */
public final class AddressAttributes {
  public static final int RTM_NEWADDR = 20;
  public static final int RTM_GETADDR = 22;

  /** Also the type of its answers. */
  public static final int RTM_GETANYCAST = 62;

  public static final int AF_UNSPEC = 0;
  public static final int AF_INET = 2;
  public static final int AF_INET6 = 10;

  /** Bytes of {@code struct ifaddrmsg}, and where its members are. */
  public static final int IFADDRMSG = 8;

  public static final int IFA_FAMILY = 0;
  public static final int IFA_PREFIXLEN = 1;
  public static final int IFA_INDEX = 4;

  /** The address, or the other end of a point-to-point device: IFA_LOCAL is ours where it is. */
  public static final int IFA_ADDRESS = 1;

  public static final int IFA_LOCAL = 2;
  public static final int IFA_BROADCAST = 4;
  public static final int IFA_ANYCAST = 5;

  private AddressAttributes() {}

  /** Returns the request for all addresses of the network namespace. */
  public static NetlinkMessage getAll() {
    return new NetlinkMessage(RTM_GETADDR, NetlinkMessage.NLM_F_DUMP, IFADDRMSG);
  }

  /** Returns the request for all anycast addresses, which only IPv6 has. */
  public static NetlinkMessage getAnycast() {
    return new NetlinkMessage(RTM_GETANYCAST, NetlinkMessage.NLM_F_DUMP, IFADDRMSG)
        .fixed(IFA_FAMILY, (byte) AF_INET6);
  }
}
