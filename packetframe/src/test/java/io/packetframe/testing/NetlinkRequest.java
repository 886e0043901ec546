package io.packetframe.testing;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.RouteNetlink;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/**
 * A change of the network over rtnetlink (include/uapi/linux/rtnetlink.h), which the kernel has
 * made when {@link #send} returns. The guests' busybox cannot say all of it.
 */
final class NetlinkRequest {
  static final int CREATE = 0x400 | 0x200;

  private static final int HEADER = 16;
  private static final int NLM_F_REQUEST = 1;
  private static final int NLM_F_ACK = 4;

  private final ByteBuffer message = NativeMemory.allocate(1024);

  /** Begins with the fixed part of that type of message. */
  NetlinkRequest(int type, int flags, ByteBuffer fixed) {
    message.putShort(4, (short) type);
    message.putShort(6, (short) (NLM_F_REQUEST | NLM_F_ACK | flags));
    message.position(HEADER);
    message.put(fixed.rewind());
  }

  NetlinkRequest with(int type, byte[] value) {
    return nested(type, it -> it.message.put(value));
  }

  NetlinkRequest with(int type, int value) {
    return nested(type, it -> it.message.putInt(value));
  }

  NetlinkRequest with(int type, String text) {
    return with(type, (text + '\0').getBytes(StandardCharsets.UTF_8));
  }

  NetlinkRequest nested(int type, Consumer<NetlinkRequest> content) {
    int start = message.position();
    message.putShort(start + 2, (short) type);
    message.position(start + 4);
    content.accept(this);
    message.putShort(start, (short) (message.position() - start));
    message.position((message.position() + 3) & ~3);
    return this;
  }

  /** Leaves room for a fixed part within an attribute. */
  NetlinkRequest skip(int bytes) {
    message.position(message.position() + bytes);
    return this;
  }

  void send(String what) {
    int answer = answer();
    if (answer != 0) {
      throw new IllegalStateException("rtnetlink about " + what + ": " + Errno.of(answer));
    }
  }

  /** Skips the test, with the reason, where this kernel was built without such devices. */
  void sendOrSkip(String kind) {
    int answer = answer();
    Assumptions.assumeFalse(
        answer == -Errno.EOPNOTSUPP.number(),
        () -> "this kernel has no devices of kind " + kind + " (EOPNOTSUPP)");
    if (answer != 0) {
      throw new IllegalStateException("rtnetlink about a " + kind + ": " + Errno.of(answer));
    }
  }

  /** Returns 0, or a negated errno. */
  private int answer() {
    Syscalls syscalls = LinuxSystem.syscalls();
    int length = message.position();
    message.putInt(0, length);
    try (Fd socket =
        new Fd(
            syscalls,
            syscalls.socket(
                RouteNetlink.AF_NETLINK, RouteNetlink.SOCKET_TYPE, RouteNetlink.NETLINK_ROUTE))) {
      long sent = syscalls.send(socket.number(), message, length);
      ByteBuffer reply = NativeMemory.allocate(RouteNetlink.MAX_REPLY);
      long received = syscalls.recv(socket.number(), reply, RouteNetlink.MSG_DONTWAIT);
      int error = received >= 20 ? reply.getInt(16) : -Errno.EINVAL.number();
      return sent < 0 ? (int) sent : error;
    }
  }
}
