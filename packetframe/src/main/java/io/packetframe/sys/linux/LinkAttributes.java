package io.packetframe.sys.linux;

/**
 * What rtnetlink tells of a device: {@code struct ifinfomsg} (include/uapi/linux/rtnetlink.h, 16
 * bytes: family u8, padding u8, type u16, index s32, flags u32, change u32), then attributes
 * (include/uapi/linux/if_link.h, if_bridge.h). Names are the kernel's.
 */
public final class LinkAttributes {
  public static final int RTM_NEWLINK = 16;
  public static final int RTM_GETLINK = 18;

  /** Bytes of {@code struct ifinfomsg}, and where its members are. */
  public static final int IFINFOMSG = 16;

  public static final int IFI_TYPE = 2;
  public static final int IFI_INDEX = 4;
  public static final int IFI_FLAGS = 8;
  public static final int IFF_UP = 1;

  public static final int IFLA_ADDRESS = 1;
  public static final int IFLA_IFNAME = 3;
  public static final int IFLA_MTU = 4;
  public static final int IFLA_LINK = 5;
  public static final int IFLA_MASTER = 10;
  public static final int IFLA_OPERSTATE = 16;
  public static final int IFLA_LINKINFO = 18;
  public static final int IFLA_EXT_MASK = 29;
  public static final int IFLA_LINK_NETNSID = 37;
  public static final int IFLA_PROP_LIST = 52;
  public static final int IFLA_ALT_IFNAME = 53;

  /** In IFLA_EXT_MASK: counters are left out. */
  public static final int RTEXT_FILTER_SKIP_STATS = 8;

  /** In IFLA_LINKINFO. */
  public static final int IFLA_INFO_KIND = 1;

  public static final int IFLA_INFO_DATA = 2;
  public static final int IFLA_INFO_SLAVE_KIND = 4;
  public static final int IFLA_INFO_SLAVE_DATA = 5;

  /** In IFLA_INFO_DATA of a VLAN device; the flags are two u32: flags, mask. */
  public static final int IFLA_VLAN_ID = 1;

  public static final int IFLA_VLAN_FLAGS = 2;
  public static final int IFLA_VLAN_EGRESS_QOS = 3;
  public static final int IFLA_VLAN_INGRESS_QOS = 4;

  /** In network byte order; since 3.10. */
  public static final int IFLA_VLAN_PROTOCOL = 5;

  /** In the two maps above: {@code struct ifla_vlan_qos_mapping}, two u32: from, to. */
  public static final int IFLA_VLAN_QOS_MAPPING = 1;

  /** In IFLA_INFO_DATA of a bridge. */
  public static final int IFLA_BR_VLAN_FILTERING = 7;

  /** In IFLA_INFO_DATA of a macvlan. */
  public static final int IFLA_MACVLAN_MODE = 1;

  public static final int MACVLAN_MODE_PASSTHRU = 8;
  public static final int MACVLAN_MODE_SOURCE = 16;

  /** In IFLA_INFO_SLAVE_DATA of a bridge's port. */
  public static final int IFLA_BRPORT_STATE = 1;

  public static final int IFLA_BRPORT_UNICAST_FLOOD = 9;

  private LinkAttributes() {}

  /** Returns the request for all devices of the network namespace. */
  public static NetlinkMessage getAll() {
    return new NetlinkMessage(RTM_GETLINK, NetlinkMessage.NLM_F_DUMP, IFINFOMSG)
        .u32(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
  }
}
