package io.packetframe.bpf.link;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.NetlinkMessage;
import io.packetframe.sys.linux.RouteNetlink;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/** One request to rtnetlink on a socket of its own, and all that comes back. */
final class Rtnetlink {
  private static final int NLMSG_ERROR = 2;
  private static final int NLMSG_DONE = 3;

  /** More than any interface has filters: a bound for what the kernel says. */
  private static final int MAX_DATAGRAMS = 100_000;

  /** Takes one message of an answer, its header included. */
  @FunctionalInterface
  interface Reply {
    void accept(ByteBuffer memory, int offset, int length);
  }

  private Rtnetlink() {}

  /** Returns 0, or a negated errno. */
  static long request(Syscalls syscalls, NetlinkMessage message) {
    return request(syscalls, message, (_, _, _) -> {});
  }

  /** Returns 0 after the last message of the answer, or a negated errno. */
  static long request(Syscalls syscalls, NetlinkMessage message, Reply reply) {
    long socket =
        syscalls.socket(
            RouteNetlink.AF_NETLINK, RouteNetlink.SOCKET_TYPE, RouteNetlink.NETLINK_ROUTE);
    if (Errno.isError(socket)) {
      return socket;
    }
    try (Fd fd = new Fd(syscalls, socket)) {
      long sent = syscalls.send(fd.number(), message.memory(), message.length());
      return Errno.isError(sent) ? sent : answer(syscalls, fd, reply);
    }
  }

  private static long answer(Syscalls syscalls, Fd socket, Reply reply) {
    ByteBuffer memory = NativeMemory.allocate(RouteNetlink.MAX_REPLY);
    for (int i = 0; i < MAX_DATAGRAMS; i++) {
      long received = syscalls.recv(socket.number(), memory, RouteNetlink.MSG_DONTWAIT);
      if (Errno.isError(received)) {
        return received;
      }
      int end = (int) Math.min(received, memory.capacity());
      int offset = 0;
      while (offset + NetlinkMessage.HEADER + Integer.BYTES <= end) {
        int length = memory.getInt(offset);
        if (length < NetlinkMessage.HEADER || length > end - offset) {
          return -Errno.EINVAL.number();
        }
        int type = Short.toUnsignedInt(memory.getShort(offset + 4));
        if (type == NLMSG_ERROR || type == NLMSG_DONE) {
          // Both begin with a negated errno, 0 where all went well.
          return Math.min(0, memory.getInt(offset + NetlinkMessage.HEADER));
        }
        reply.accept(memory, offset, length);
        offset += (length + 3) & ~3;
      }
    }
    return -Errno.EINVAL.number();
  }
}
