package io.packetframe.sys.linux;

/**
 * What XDP can do with a device, over generic netlink (include/uapi/linux/genetlink.h, netdev.h;
 * since 6.3, commit d3d854fd6a1d). A family has a number of its own on each machine, which the
 * controller tells.
 */
public final class DeviceFeatures {
  public static final int NETLINK_GENERIC = 16;

  /** Bytes of {@code struct genlmsghdr}: command u8, version u8, reserved u16. */
  public static final int GENLMSGHDR = 4;

  public static final int CTRL_ATTR_FAMILY_ID = 1;
  public static final int NETDEV_A_DEV_IFINDEX = 1;

  /** {@code enum netdev_xdp_act}, 64 bits. */
  public static final int NETDEV_A_DEV_XDP_FEATURES = 3;

  private static final int GENL_ID_CTRL = 16;
  private static final int CTRL_CMD_GETFAMILY = 3;
  private static final int CTRL_ATTR_FAMILY_NAME = 2;
  private static final int NETDEV_CMD_DEV_GET = 1;

  private DeviceFeatures() {}

  /** Returns the request for the number of the family; ENOENT before 6.3. */
  public static NetlinkMessage getFamily() {
    return message(GENL_ID_CTRL, 0, CTRL_CMD_GETFAMILY, 2).text(CTRL_ATTR_FAMILY_NAME, "netdev");
  }

  /** Returns the request for the features of all devices of the network namespace. */
  public static NetlinkMessage getAll(int family) {
    return message(family, NetlinkMessage.NLM_F_DUMP, NETDEV_CMD_DEV_GET, 1);
  }

  private static NetlinkMessage message(int type, int flags, int command, int version) {
    return new NetlinkMessage(type, flags, GENLMSGHDR)
        .fixed(0, (byte) command)
        .fixed(1, (byte) version);
  }
}
