package io.packetframe.host.linux;

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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells that devices or addresses of a network namespace changed, not what: open it, read {@link
 * NetworkState}, and read it again each time it says so. Nothing is missed then, for what changes
 * during a read has been told before the next wait. Where the kernel drops notices because nobody
 * fetched them (ENOBUFS), that is a change.
 *
 * <p>XDP features change without a notice: read the state now and then all the same.
 *
 * <p>It belongs to the namespace of the thread that opens it. One thread waits and closes; any may
 * {@link #wake} before that.
 */
public final class NetworkWatch implements AutoCloseable {
  private static final String NAME = "rtnetlink notices";
  private static final int GROUPS =
      NetlinkGroups.RTMGRP_LINK
          | NetlinkGroups.RTMGRP_IPV4_IFADDR
          | NetlinkGroups.RTMGRP_IPV6_IFADDR;
  private static final int EPOLL_CLOEXEC = 0x80000;

  /** EFD_CLOEXEC | EFD_NONBLOCK. */
  private static final int EVENTFD_FLAGS = 0x80000 | 0x800;

  /** A flood of notices is one change; what is left comes with the next wait. */
  private static final int MAX_NOTICES = 10_000;

  private final Syscalls syscalls;
  private final Deque<Fd> open = new ArrayDeque<>();
  private final ByteBuffer notice = NativeMemory.allocate(RouteNetlink.MAX_REPLY);
  private final EpollEvents events = new EpollEvents(2);

  private NetworkWatch(Syscalls syscalls) {
    this.syscalls = syscalls;
  }

  /** Opens it for the network namespace of the calling thread. */
  public static Reading<NetworkWatch> open(Syscalls syscalls) {
    NetworkWatch watch = new NetworkWatch(syscalls);
    String failure = watch.subscribe();
    if (failure.isEmpty()) {
      return new Present<>(watch);
    }
    watch.close();
    return new Unreadable<>(NAME, failure);
  }

  /** Opens notices, wake-up and the one to wait for both, in this order; returns what failed. */
  private String subscribe() {
    long socket =
        syscalls.socket(
            RouteNetlink.AF_NETLINK, RouteNetlink.SOCKET_TYPE, RouteNetlink.NETLINK_ROUTE);
    if (!hold(socket)) {
      return "socket: " + Errno.of(socket);
    }
    long bound = syscalls.bind((int) socket, NetlinkGroups.address(GROUPS));
    if (Errno.isError(bound)) {
      return "bind: " + Errno.of(bound);
    }
    long wakeUp = syscalls.eventfd(0, EVENTFD_FLAGS);
    if (!hold(wakeUp)) {
      return "eventfd: " + Errno.of(wakeUp);
    }
    long epoll = syscalls.epollCreate(EPOLL_CLOEXEC);
    if (!hold(epoll)) {
      return "epoll_create: " + Errno.of(epoll);
    }
    for (long fd : new long[] {socket, wakeUp}) {
      long added =
          syscalls.epollControl(
              (int) epoll, EpollEvents.ADD, (int) fd, EpollEvents.event(EpollEvents.IN, fd));
      if (Errno.isError(added)) {
        return "epoll_ctl: " + Errno.of(added);
      }
    }
    return "";
  }

  private boolean hold(long descriptor) {
    if (Errno.isError(descriptor)) {
      return false;
    }
    open.addLast(new Fd(syscalls, descriptor));
    return true;
  }

  /**
   * Waits until something changed; false where nothing did until the time was over, or where {@link
   * #wake} or a signal ended the wait.
   */
  public Reading<Boolean> await(Duration timeout) {
    int millis = Math.clamp(timeout.toMillis(), 0, Integer.MAX_VALUE);
    long ready = syscalls.epollWait(open.getLast().number(), events.memory(), 2, millis);
    if (Errno.isError(ready)) {
      return Errno.of(ready).equals(Errno.EINTR)
          ? new Present<>(false)
          : new Unreadable<>(NAME, "epoll_wait: " + Errno.of(ready));
    }
    boolean changed = false;
    for (int i = 0; i < Math.min(ready, 2); i++) {
      if (events.data(i) == open.getFirst().number()) {
        changed = true;
      } else {
        // Read, or the next wait would end at once. It may be empty already: no matter.
        long _ = syscalls.read((int) events.data(i), notice);
      }
    }
    return changed ? drain() : new Present<>(false);
  }

  private Reading<Boolean> drain() {
    for (int i = 0; i < MAX_NOTICES; i++) {
      long received = syscalls.recv(open.getFirst().number(), notice, RouteNetlink.MSG_DONTWAIT);
      if (Errno.isError(received)) {
        Errno errno = Errno.of(received);
        if (errno.equals(Errno.EAGAIN) || errno.equals(Errno.EINTR)) {
          break;
        }
        if (!errno.equals(Errno.ENOBUFS)) {
          return new Unreadable<>(NAME, "recv: " + errno);
        }
      }
    }
    return new Present<>(true);
  }

  /** Ends a wait of another thread, or the next one. */
  public void wake() {
    ByteBuffer one = NativeMemory.allocate(Long.BYTES);
    one.putLong(0, 1);
    int wakeUp = open.stream().skip(1).findFirst().orElseThrow().number();
    // It can only be refused when 2^64 - 1 others are pending.
    long _ = syscalls.write(wakeUp, one, Long.BYTES);
  }

  /** Closes in the reverse order of opening. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      open.removeLast().close();
    }
  }
}
