package io.packetframe.bpf.ringbuf;

import io.packetframe.bpf.BpfException;
import io.packetframe.sys.linux.EpollEvents;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.NativeMemory;
import io.packetframe.sys.linux.OpenFlags;
import io.packetframe.sys.linux.Syscalls;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Waits until one of some descriptors can be read, until a time is over, or until it is woken. */
final class Waiter implements AutoCloseable {
  /** EFD_NONBLOCK. */
  private static final int NON_BLOCKING = 0x800;

  /** More come with the next wait: epoll goes round. */
  private static final int EVENTS = 64;

  private static final long WAKE_UP = -1;

  private final Syscalls syscalls;
  private final Fd epoll;
  private final Fd wakeUp;
  private final EpollEvents events = new EpollEvents(EVENTS);
  private final ByteBuffer counter = NativeMemory.allocate(Long.BYTES);

  private Waiter(Syscalls syscalls, Fd epoll, Fd wakeUp) {
    this.syscalls = syscalls;
    this.epoll = epoll;
    this.wakeUp = wakeUp;
  }

  static Waiter open(Syscalls syscalls) throws BpfException {
    long answer = checked("epoll_create1", syscalls.epollCreate(OpenFlags.CLOSE_ON_EXEC));
    Fd epoll = new Fd(syscalls, answer);
    Fd wakeUp = null;
    try {
      answer = syscalls.eventfd(0, OpenFlags.CLOSE_ON_EXEC | NON_BLOCKING);
      wakeUp = new Fd(syscalls, checked("eventfd2", answer));
      Waiter waiter = new Waiter(syscalls, epoll, wakeUp);
      waiter.add(wakeUp, WAKE_UP);
      return waiter;
    } catch (BpfException e) {
      if (wakeUp != null) {
        wakeUp.close();
      }
      epoll.close();
      throw e;
    }
  }

  private static long checked(String call, long answer) throws BpfException {
    if (Errno.isError(answer)) {
      throw new BpfException("wait for records: " + call, Errno.of(answer));
    }
    return answer;
  }

  /** Waits for that descriptor too, under a number of at least 0. */
  void add(Fd fd, long number) throws BpfException {
    long _ =
        checked(
            "epoll_ctl",
            syscalls.epollControl(
                epoll.number(),
                EpollEvents.ADD,
                fd.number(),
                EpollEvents.event(EpollEvents.IN, number)));
  }

  /** Waits, and returns how many descriptors have something; 0 when woken or after the time. */
  int await(Duration atMost) throws BpfException {
    long start = System.nanoTime();
    long nanos = atMost.compareTo(Duration.ofDays(1)) > 0 ? Long.MAX_VALUE : atMost.toNanos();
    while (true) {
      long left = Math.max(0, nanos - (System.nanoTime() - start));
      // Up to the next millisecond, or the last one would be spent spinning.
      int millis = (int) Math.min(Integer.MAX_VALUE, (left + 999_999) / 1_000_000);
      long answer = syscalls.epollWait(epoll.number(), events.memory(), EVENTS, millis);
      // Signals are the JVM's own, and no reason to return early.
      if (answer != -Errno.EINTR.number()) {
        return ready((int) checked("epoll_pwait", answer));
      }
    }
  }

  private int ready(int count) {
    for (int i = 0; i < count; i++) {
      if (events.data(i) == WAKE_UP) {
        // Resets the counter; EAGAIN where another wait has.
        long _ = syscalls.read(wakeUp.number(), counter);
        return 0;
      }
    }
    return count;
  }

  /** Ends the wait that goes on, or the next one. From any thread, until it is closed. */
  void wakeUp() {
    ByteBuffer one = NativeMemory.allocate(Long.BYTES).putLong(0, 1);
    // EAGAIN says that the counter is full: whoever waits is awake already.
    long _ = syscalls.write(wakeUp.number(), one, Long.BYTES);
  }

  @Override
  public void close() {
    wakeUp.close();
    epoll.close();
  }
}
