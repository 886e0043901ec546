package io.packetframe.sys.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request to netlink and all that comes back. Each request has a socket of its own: an answer
 * that was given up half-way is nobody's.
 */
public final class NetlinkDump {
  /** What became of the request. */
  public sealed interface Answer {}

  /** All messages of the answer. */
  public record Complete(List<NetlinkReply> messages) implements Answer {
    /** Copies the list. */
    public Complete {
      messages = List.copyOf(messages);
    }
  }

  /** What was told changed meanwhile (NLM_F_DUMP_INTR): ask again. */
  public record Interrupted() implements Answer {}

  /** The kernel refused, or a system call failed. */
  public record Refused(Errno errno) implements Answer {}

  /** What came is no such answer. */
  public record Malformed(String expected) implements Answer {}

  private static final int NLMSG_NOOP = 1;
  private static final int NLMSG_ERROR = 2;
  private static final int NLMSG_DONE = 3;
  private static final int NLM_F_MULTI = 2;
  private static final int NLM_F_DUMP_INTR = 0x10;

  /** The kernel says how long a message is, even where it does not fit. */
  private static final int MSG_TRUNC = 0x20;

  /** 100,000 devices tell 100 MB; a bound for what the kernel says. */
  private static final int MAX_BYTES = 256 << 20;

  private final Syscalls syscalls;

  /**
   * Whether NLMSG_DONE ends the answer. Flags do not tell: family netdev of generic netlink dumps
   * messages without NLM_F_MULTI.
   */
  private final boolean isDump;

  private final List<NetlinkReply> messages = new ArrayList<>();

  private NetlinkDump(Syscalls syscalls, boolean isDump) {
    this.syscalls = syscalls;
    this.isDump = isDump;
  }

  /**
   * Sends the request and reads until the kernel has said all. The kernel answers within the calls
   * themselves, so this never waits.
   *
   * @param protocol such as NETLINK_ROUTE
   */
  public static Answer of(Syscalls syscalls, int protocol, NetlinkMessage request) {
    long socket = syscalls.socket(RouteNetlink.AF_NETLINK, RouteNetlink.SOCKET_TYPE, protocol);
    if (Errno.isError(socket)) {
      return new Refused(Errno.of(socket));
    }
    try (Fd fd = new Fd(syscalls, socket)) {
      long sent = syscalls.send(fd.number(), request.memory(), request.length());
      return Errno.isError(sent)
          ? new Refused(Errno.of(sent))
          : new NetlinkDump(syscalls, isDump(request)).readAll(fd);
    }
  }

  private static boolean isDump(NetlinkMessage request) {
    int flags = Short.toUnsignedInt(request.memory().getShort(6));
    return (flags & NetlinkMessage.NLM_F_DUMP) == NetlinkMessage.NLM_F_DUMP;
  }

  private Answer readAll(Fd socket) {
    ByteBuffer memory = NativeMemory.allocate(RouteNetlink.MAX_REPLY);
    long total = 0;
    while (total < MAX_BYTES) {
      long received = syscalls.recv(socket.number(), memory, RouteNetlink.MSG_DONTWAIT | MSG_TRUNC);
      if (Errno.isError(received)) {
        return new Refused(Errno.of(received));
      }
      if (received < NetlinkMessage.HEADER || received > memory.capacity()) {
        return new Malformed("a message of 16 to " + memory.capacity() + " bytes, not " + received);
      }
      total += received;
      byte[] bytes = new byte[(int) received];
      memory.get(0, bytes);
      Optional<Answer> end = read(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
      if (end.isPresent()) {
        return end.get();
      }
    }
    return new Malformed("an answer of at most " + MAX_BYTES + " bytes");
  }

  /** Returns nothing where there is more to come. */
  private Optional<Answer> read(ByteBuffer datagram) {
    int offset = 0;
    while (datagram.limit() - offset >= NetlinkMessage.HEADER) {
      int length = datagram.getInt(offset);
      if (length < NetlinkMessage.HEADER || length > datagram.limit() - offset) {
        return Optional.of(new Malformed("a message length within the datagram, not " + length));
      }
      int type = Short.toUnsignedInt(datagram.getShort(offset + 4));
      int flags = Short.toUnsignedInt(datagram.getShort(offset + 6));
      int start = offset + NetlinkMessage.HEADER;
      ByteBuffer body =
          datagram.slice(start, length - NetlinkMessage.HEADER).order(ByteOrder.nativeOrder());
      if ((flags & NLM_F_DUMP_INTR) != 0) {
        return Optional.of(new Interrupted());
      }
      if (type == NLMSG_ERROR || type == NLMSG_DONE) {
        return Optional.of(finish(body));
      }
      if (type != NLMSG_NOOP) {
        messages.add(new NetlinkReply(type, body));
      }
      if (!isDump && (flags & NLM_F_MULTI) == 0 && type != NLMSG_NOOP) {
        return Optional.of(new Complete(messages));
      }
      offset += (length + 3) & ~3;
    }
    return Optional.empty();
  }

  /** Both kinds of last message begin with a negated errno, 0 where all went well. */
  private Answer finish(ByteBuffer body) {
    int error = body.limit() < Integer.BYTES ? 1 : body.getInt(0);
    if (error > 0 || error < -Errno.MAX) {
      return new Malformed("a negated errno in the last message");
    }
    return error == 0 ? new Complete(messages) : new Refused(Errno.of(error));
  }
}
