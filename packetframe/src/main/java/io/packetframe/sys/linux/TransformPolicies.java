package io.packetframe.sys.linux;

/**
 * What netlink tells of IPsec policies (include/uapi/linux/xfrm.h): {@code struct
 * xfrm_userpolicy_info}, 168 bytes, which begins with {@code struct xfrm_selector}: destination and
 * source of 16 bytes each (an IPv4 address is the first 4), ports, family u16, lengths of both
 * prefixes u8 each, protocol u8.
 */
public final class TransformPolicies {
  public static final int NETLINK_XFRM = 6;

  /** Bytes of the structure; attributes follow. */
  public static final int XFRM_USERPOLICY_INFO = 168;

  public static final int SELECTOR_DESTINATION = 0;
  public static final int SELECTOR_SOURCE = 16;
  public static final int SELECTOR_FAMILY = 40;
  public static final int SELECTOR_DESTINATION_LENGTH = 42;
  public static final int SELECTOR_SOURCE_LENGTH = 43;

  /** 0 in, 1 out, 2 forward; higher ones belong to one socket. */
  public static final int DIRECTION = 160;

  private static final int XFRM_MSG_GETPOLICY = 0x15;

  /** Bytes of {@code struct xfrm_userpolicy_id}. */
  private static final int XFRM_USERPOLICY_ID = 64;

  private TransformPolicies() {}

  /** Returns the request for all policies of the network namespace. */
  public static NetlinkMessage getAll() {
    return new NetlinkMessage(XFRM_MSG_GETPOLICY, NetlinkMessage.NLM_F_DUMP, XFRM_USERPOLICY_ID);
  }
}
