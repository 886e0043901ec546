package io.packetframe.testing;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.LinuxSystem;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.RouteNetlink;
import io.packetframe.sys.linux.Syscalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An interface that a test made and removes, over rtnetlink: the guests' busybox cannot name a veth
 * peer. Names carry the process id, so that two runs do not meet.
 */
public final class TestLink implements AutoCloseable {
  private static final int RTM_NEWLINK = 16;
  private static final int RTM_DELLINK = 17;
  private static final int NLM_F_REQUEST = 1;
  private static final int NLM_F_ACK = 4;
  private static final int NLM_F_EXCL = 0x200;
  private static final int NLM_F_CREATE = 0x400;
  private static final int IFF_UP = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_INFO_KIND = 1;
  private static final int IFLA_INFO_DATA = 2;
  private static final int VETH_INFO_PEER = 1;
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final Syscalls syscalls = LinuxSystem.syscalls();
  private final String name;
  private final String peer;

  private TestLink(String name, String peer) {
    this.name = name;
    this.peer = peer;
  }

  /** Makes a pair of interfaces; closing the returned one removes both. */
  public static TestLink veth() {
    TestLink link = new TestLink(freshName(), freshName());
    ByteBuffer message = newLink(link.name);
    int info = begin(message, IFLA_LINKINFO);
    attribute(message, IFLA_INFO_KIND, "veth");
    int data = begin(message, IFLA_INFO_DATA);
    int other = begin(message, VETH_INFO_PEER);
    message.position(message.position() + 16);
    attribute(message, IFLA_IFNAME, link.peer + '\0');
    end(message, other);
    end(message, data);
    end(message, info);
    link.talk(message);
    return link;
  }

  /** Makes an interface of a kind without parameters; fails where the kernel lacks the kind. */
  public static TestLink ofKind(String kind) {
    TestLink link = new TestLink(freshName(), "");
    ByteBuffer message = newLink(link.name);
    int info = begin(message, IFLA_LINKINFO);
    attribute(message, IFLA_INFO_KIND, kind);
    end(message, info);
    link.talk(message);
    return link;
  }

  /** Returns the interface's name. */
  public String name() {
    return name;
  }

  /** Returns the interface's index. */
  public int index() {
    return index(name);
  }

  /** Returns the index of the pair's other interface. */
  public int peerIndex() {
    return index(peer);
  }

  /** Brings a pair up; the kernel sends nothing of its own over it. */
  public TestLink up() {
    for (String end : List.of(name, peer)) {
      withoutIpv6(end);
      ByteBuffer message = start(RTM_NEWLINK, 0);
      message.putInt(20, index(end));
      message.putInt(24, IFF_UP);
      message.putInt(28, IFF_UP);
      talk(message);
    }
    return this;
  }

  private static void withoutIpv6(String interfaceName) {
    Path file = Path.of("/proc/sys/net/ipv6/conf", interfaceName, "disable_ipv6");
    try {
      if (Files.exists(file)) {
        Files.writeString(file, "1");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int index(String interfaceName) {
    try {
      return Integer.parseInt(
          Files.readString(Path.of("/sys/class/net", interfaceName, "ifindex")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    ByteBuffer message = start(RTM_DELLINK, 0);
    message.putInt(20, index());
    talk(message);
  }

  private static String freshName() {
    return "pft" + ProcessHandle.current().pid() % 100_000 + "n" + COUNTER.getAndIncrement();
  }

  private static ByteBuffer newLink(String name) {
    ByteBuffer message = start(RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL);
    attribute(message, IFLA_IFNAME, name + '\0');
    return message;
  }

  private static ByteBuffer start(int type, int flags) {
    ByteBuffer message = NativeMemory.allocate(512);
    message.putShort(4, (short) type);
    message.putShort(6, (short) (NLM_F_REQUEST | NLM_F_ACK | flags));
    message.position(32);
    return message;
  }

  private static int begin(ByteBuffer message, int type) {
    int start = message.position();
    message.putShort(start + 2, (short) type);
    message.position(start + 4);
    return start;
  }

  private static void end(ByteBuffer message, int start) {
    message.putShort(start, (short) (message.position() - start));
    message.position((message.position() + 3) & ~3);
  }

  private static void attribute(ByteBuffer message, int type, String text) {
    int start = begin(message, type);
    message.put(text.getBytes(StandardCharsets.UTF_8));
    end(message, start);
  }

  private void talk(ByteBuffer message) {
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
      if (sent < 0 || error != 0) {
        throw new IllegalStateException(
            "rtnetlink about " + name + ": " + (error < 0 ? Errno.of(error) : "sent " + sent));
      }
    }
  }
}
