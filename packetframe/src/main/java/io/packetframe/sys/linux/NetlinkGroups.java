package io.packetframe.sys.linux;

import java.nio.ByteBuffer;

/**
 * What a netlink socket is told without asking (include/uapi/linux/rtnetlink.h, RTMGRP_), and
 * {@code struct sockaddr_nl} (include/uapi/linux/netlink.h, 12 bytes: family u16, padding u16, port
 * u32, groups u32) that subscribes to it.
 */
public final class NetlinkGroups {
  /** Devices, and what bridges think of their ports. */
  public static final int RTMGRP_LINK = 1;

  public static final int RTMGRP_IPV4_IFADDR = 0x10;
  public static final int RTMGRP_IPV6_IFADDR = 0x100;

  private static final int SOCKADDR_NL = 12;
  private static final int GROUPS = 8;

  private NetlinkGroups() {}

  /** Returns what {@link Syscalls#bind} takes; the kernel chooses the port. */
  public static ByteBuffer address(int groups) {
    ByteBuffer memory = NativeMemory.allocate(SOCKADDR_NL);
    memory.putShort(0, (short) RouteNetlink.AF_NETLINK);
    memory.putInt(GROUPS, groups);
    return memory;
  }
}
