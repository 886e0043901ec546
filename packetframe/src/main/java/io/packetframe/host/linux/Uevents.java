package io.packetframe.host.linux;

import io.packetframe.host.Notices;
import io.packetframe.host.linux.Reading.Present;
import io.packetframe.host.linux.Reading.Unreadable;
import io.packetframe.sys.linux.EpollEvents;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.NetlinkGroups;
import io.packetframe.sys.linux.RouteNetlink;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * The kernel's notices of devices that come, go and change (netlink, NETLINK_KOBJECT_UEVENT). Those
 * of devices that are no part of an inventory are passed over.
 */
public final class Uevents implements Notices {
  private static final String NAME = "notices of devices";
  private static final int NETLINK_KOBJECT_UEVENT = 15;

  /** The kernel's own; group 2 is what udev makes of them. */
  private static final int KERNEL_GROUP = 1;

  private static final int EPOLL_CLOEXEC = 0x80000;

  /** UEVENT_BUFFER_SIZE and room for the head (include/linux/kobject.h). */
  private static final int MAX_BYTES = 4096;

  /** A flood of notices is one change. */
  private static final int MAX_NOTICES = 10_000;

  private static final Set<String> SUBSYSTEMS =
      Set.of("block", "cpu", "drm", "edac", "memory", "node", "nvme", "pci");

  private final Syscalls syscalls;
  private final Deque<Fd> open = new ArrayDeque<>();
  private final ByteBuffer notice = NativeMemory.allocate(MAX_BYTES);
  private final EpollEvents events = new EpollEvents(1);

  private Uevents(Syscalls syscalls) {
    this.syscalls = syscalls;
  }

  /** Opens them; the kernel keeps notices from now on. */
  public static Reading<Uevents> open(Syscalls syscalls) {
    Uevents uevents = new Uevents(syscalls);
    String failure = uevents.subscribe();
    if (failure.isEmpty()) {
      return new Present<>(uevents);
    }
    uevents.close();
    return new Unreadable<>(NAME, failure);
  }

  private String subscribe() {
    long socket =
        syscalls.socket(RouteNetlink.AF_NETLINK, RouteNetlink.SOCKET_TYPE, NETLINK_KOBJECT_UEVENT);
    if (Errno.isError(socket)) {
      return "socket: " + Errno.of(socket);
    }
    open.addLast(new Fd(syscalls, socket));
    long bound = syscalls.bind((int) socket, NetlinkGroups.address(KERNEL_GROUP));
    if (Errno.isError(bound)) {
      return "bind: " + Errno.of(bound);
    }
    long epoll = syscalls.epollCreate(EPOLL_CLOEXEC);
    if (Errno.isError(epoll)) {
      return "epoll_create: " + Errno.of(epoll);
    }
    open.addLast(new Fd(syscalls, epoll));
    long added =
        syscalls.epollControl(
            (int) epoll, EpollEvents.ADD, (int) socket, EpollEvents.event(EpollEvents.IN, socket));
    return Errno.isError(added) ? "epoll_ctl: " + Errno.of(added) : "";
  }

  @Override
  public boolean await(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    boolean isOver = false;
    while (!isOver) {
      long left = Math.max(0, end - System.nanoTime());
      isOver = left == 0;
      int millis = (int) Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000);
      long ready = syscalls.epollWait(open.getLast().number(), events.memory(), 1, millis);
      if (ready > 0 && drain()) {
        return true;
      }
      // A signal ends a wait early; any other refusal would be repeated at once.
      isOver |= Errno.isError(ready) && !Errno.of(ready).equals(Errno.EINTR);
    }
    return false;
  }

  /** Fetches all that is there; tells whether one of them is of a device that we show. */
  private boolean drain() {
    boolean isOurs = false;
    for (int i = 0; i < MAX_NOTICES; i++) {
      long received = syscalls.recv(open.getFirst().number(), notice, RouteNetlink.MSG_DONTWAIT);
      if (Errno.isError(received)) {
        // Where the kernel had to drop some, any of them may have been ours.
        isOurs |= Errno.of(received).equals(Errno.ENOBUFS);
        if (!Errno.of(received).equals(Errno.ENOBUFS)) {
          return isOurs;
        }
      } else {
        isOurs |= isOurs(text((int) Math.min(received, MAX_BYTES)));
      }
    }
    return isOurs;
  }

  private String text(int length) {
    byte[] bytes = new byte[length];
    notice.get(0, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A notice is a head, and lines {@code NAME=value}, each ended by NUL. */
  static boolean isOurs(String notice) {
    for (String line : notice.split("\0", -1)) {
      if (line.startsWith("SUBSYSTEM=")) {
        return SUBSYSTEMS.contains(line.substring("SUBSYSTEM=".length()));
      }
    }
    return false;
  }

  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.removeLast().close();
    }
  }
}
