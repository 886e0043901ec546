package io.packetframe.sys.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The rtnetlink messages that we use (include/uapi/linux/netlink.h, rtnetlink.h, if_link.h): the
 * link of one interface and what XDP is attached to it.
 */
public final class RouteNetlink {
  public static final int AF_NETLINK = 16;

  /** SOCK_RAW | SOCK_CLOEXEC. */
  public static final int SOCKET_TYPE = 3 | 0x80000;

  public static final int NETLINK_ROUTE = 0;

  /** The kernel answers a request before sendto returns, so that nobody has to wait. */
  public static final int MSG_DONTWAIT = 0x40;

  /** Longer than any answer about one link without its virtual functions. */
  public static final int MAX_REPLY = 64 * 1024;

  private static final int HEADER = 16;
  private static final int IFINFOMSG = 16;
  private static final int NLMSG_ERROR = 2;
  private static final int RTM_NEWLINK = 16;
  private static final int RTM_GETLINK = 18;
  private static final int NLM_F_REQUEST = 1;
  private static final int ATTRIBUTE_HEADER = 4;
  private static final int NLA_TYPE_MASK = 0x3fff;

  /** What XDP is attached, nested (Linux 4.8). */
  public static final int IFLA_XDP = 43;

  /** Within IFLA_XDP, u8: {@link #XDP_ATTACHED_DRV} and others. */
  public static final int IFLA_XDP_ATTACHED = 2;

  /** One program, run by the driver. */
  public static final int XDP_ATTACHED_DRV = 1;

  /** Several programs, each in a mode of its own. */
  public static final int XDP_ATTACHED_MULTI = 4;

  private static final int IFLA_XDP_PROG_ID = 4;
  private static final int IFLA_XDP_DRV_PROG_ID = 5;
  private static final int IFLA_XDP_SKB_PROG_ID = 6;
  private static final int IFLA_XDP_HW_PROG_ID = 7;

  /** What the kernel answered about a link. */
  public sealed interface LinkReply {}

  /**
   * XDP on the link; ids are 0 where no program is attached in that mode.
   *
   * @param programId the one program where there is one mode, 0 where there are several
   */
  public record XdpAttributes(
      int attached, int programId, int nativeId, int genericId, int offloadId)
      implements LinkReply {}

  /** The kernel refused. */
  public record Refused(Errno errno) implements LinkReply {}

  /** What came is no such message. */
  public record Malformed(int offset, String expected) implements LinkReply {
    @Override
    public String toString() {
      return "malformed answer: offset " + offset + " should hold " + expected;
    }
  }

  private RouteNetlink() {}

  /** Returns the request for the link with that index. */
  public static ByteBuffer getLink(int interfaceIndex) {
    ByteBuffer message = NativeMemory.allocate(HEADER + IFINFOMSG);
    message.putInt(0, HEADER + IFINFOMSG);
    message.putShort(4, (short) RTM_GETLINK);
    message.putShort(6, (short) NLM_F_REQUEST);
    message.putInt(8, 1);
    message.putInt(HEADER + 4, interfaceIndex);
    return message;
  }

  /** Reads the answer to {@link #getLink} from the first {@code length} bytes. */
  public static LinkReply linkReply(ByteBuffer message, int length) {
    if (length < HEADER || length > message.capacity()) {
      return new Malformed(0, "a netlink header of 16 bytes");
    }
    int end = message.getInt(0);
    if (end < HEADER || end > length) {
      return new Malformed(0, "a message length within the " + length + " bytes received");
    }
    int type = Short.toUnsignedInt(message.getShort(4));
    if (type == NLMSG_ERROR) {
      int error = end >= HEADER + 4 ? message.getInt(HEADER) : 0;
      return error < 0 && error >= -Errno.MAX
          ? new Refused(Errno.of(error))
          : new Malformed(HEADER, "a negated errno");
    }
    if (type != RTM_NEWLINK || end < HEADER + IFINFOMSG) {
      return new Malformed(4, "RTM_NEWLINK with an ifinfomsg");
    }
    ByteBuffer attributes =
        message.duplicate().order(ByteOrder.nativeOrder()).position(HEADER + IFINFOMSG).limit(end);
    return xdp(attributes);
  }

  private static LinkReply xdp(ByteBuffer attributes) {
    XdpAttributes none = new XdpAttributes(0, 0, 0, 0, 0);
    int[] found = new int[8];
    while (attributes.remaining() >= ATTRIBUTE_HEADER) {
      int start = attributes.position();
      int length = Short.toUnsignedInt(attributes.getShort(start));
      int type = attributes.getShort(start + 2) & NLA_TYPE_MASK;
      if (length < ATTRIBUTE_HEADER || length > attributes.remaining()) {
        return new Malformed(start, "an attribute length within the message");
      }
      if (type == IFLA_XDP) {
        ByteBuffer nested =
            attributes
                .duplicate()
                .order(ByteOrder.nativeOrder())
                .position(start + ATTRIBUTE_HEADER)
                .limit(start + length);
        int bad = collect(nested, found);
        return bad >= 0
            ? new Malformed(bad, "an attribute length within IFLA_XDP")
            : new XdpAttributes(
                found[IFLA_XDP_ATTACHED],
                found[IFLA_XDP_PROG_ID],
                found[IFLA_XDP_DRV_PROG_ID],
                found[IFLA_XDP_SKB_PROG_ID],
                found[IFLA_XDP_HW_PROG_ID]);
      }
      attributes.position(Math.min(start + aligned(length), attributes.limit()));
    }
    return none;
  }

  /** Collects u8 and u32 attributes by type; returns the offset of a malformed one, or -1. */
  private static int collect(ByteBuffer nested, int[] found) {
    while (nested.remaining() >= ATTRIBUTE_HEADER) {
      int start = nested.position();
      int length = Short.toUnsignedInt(nested.getShort(start));
      int type = nested.getShort(start + 2) & NLA_TYPE_MASK;
      if (length < ATTRIBUTE_HEADER || length > nested.remaining()) {
        return start;
      }
      if (type < found.length) {
        switch (length - ATTRIBUTE_HEADER) {
          case 1 -> found[type] = nested.get(start + ATTRIBUTE_HEADER);
          case 4 -> found[type] = nested.getInt(start + ATTRIBUTE_HEADER);
          default -> {
            // Not a number: an attribute that we do not read.
          }
        }
      }
      nested.position(Math.min(start + aligned(length), nested.limit()));
    }
    return -1;
  }

  private static int aligned(int length) {
    return (length + 3) & ~3;
  }
}
