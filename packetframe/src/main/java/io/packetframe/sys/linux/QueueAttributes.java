package io.packetframe.sys.linux;

/**
 * What rtnetlink tells of the queues of devices: {@code struct tcmsg} (include/uapi/linux/
 * rtnetlink.h, 20 bytes: family u8, padding, ifindex s32, handle u32, parent u32, info u32), then
 * attributes.
 */
public final class QueueAttributes {
  /** Bytes of {@code struct tcmsg}, and where its members are. */
  public static final int TCMSG = 20;

  public static final int TCM_IFINDEX = 4;

  /** What it is called, such as {@code fq_codel}. */
  public static final int TCA_KIND = 1;

  private static final int RTM_GETQDISC = 38;

  private QueueAttributes() {}

  /** Returns the request for all queues of the network namespace. */
  public static NetlinkMessage getAll() {
    return new NetlinkMessage(RTM_GETQDISC, NetlinkMessage.NLM_F_DUMP, TCMSG);
  }
}
