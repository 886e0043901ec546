package io.packetframe.bpf.link;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.RouteNetlink;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;

/** What XDP program an interface runs, asked over rtnetlink, which sees every way of attaching. */
public sealed interface AttachedXdp {

  /** No program. */
  record Free() implements AttachedXdp {}

  /** A program, in words ({@code native}, {@code generic}, {@code offload}, {@code several}). */
  record Occupied(int programId, String mode) implements AttachedXdp {}

  /** The kernel did not say. */
  record NotKnown(String why) implements AttachedXdp {}

  /** Asks about the interface with that index. */
  static AttachedXdp on(Syscalls syscalls, int interfaceIndex) {
    long socket =
        syscalls.socket(
            RouteNetlink.AF_NETLINK, RouteNetlink.SOCKET_TYPE, RouteNetlink.NETLINK_ROUTE);
    if (Errno.isError(socket)) {
      return new NotKnown("netlink socket: " + Errno.of(socket));
    }
    try (Fd fd = new Fd(syscalls, socket)) {
      return ask(syscalls, fd, interfaceIndex);
    }
  }

  private static AttachedXdp ask(Syscalls syscalls, Fd socket, int interfaceIndex) {
    ByteBuffer request = RouteNetlink.getLink(interfaceIndex);
    long sent = syscalls.send(socket.number(), request, request.capacity());
    if (Errno.isError(sent)) {
      return new NotKnown("RTM_GETLINK: " + Errno.of(sent));
    }
    ByteBuffer reply = NativeMemory.allocate(RouteNetlink.MAX_REPLY);
    long received = syscalls.recv(socket.number(), reply, RouteNetlink.MSG_DONTWAIT);
    if (Errno.isError(received)) {
      return new NotKnown("RTM_GETLINK: " + Errno.of(received));
    }
    RouteNetlink.LinkReply link = RouteNetlink.linkReply(reply, (int) received);
    if (link instanceof RouteNetlink.XdpAttributes xdp) {
      return of(xdp);
    }
    if (link instanceof RouteNetlink.Refused refused) {
      return new NotKnown("RTM_GETLINK: " + refused.errno());
    }
    return new NotKnown("RTM_GETLINK: " + link);
  }

  private static AttachedXdp of(RouteNetlink.XdpAttributes xdp) {
    return switch (xdp.attached()) {
      case 0 -> new Free();
      case 1 -> new Occupied(xdp.programId(), "native");
      case 2 -> new Occupied(xdp.programId(), "generic");
      case 3 -> new Occupied(xdp.programId(), "offload");
      default ->
          new Occupied(xdp.nativeId() != 0 ? xdp.nativeId() : xdp.genericId(), "several modes");
    };
  }
}
