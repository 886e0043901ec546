package io.packetframe.bpf.ringbuf;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.sys.linux.PageSize;
import io.packetframe.sys.linux.Syscalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads ring buffer maps of type RINGBUF (Linux 5.8, commit 457f44363a88) by mmap and epoll.
 *
 * <p>Safe for use by several threads; one at a time reads. {@link #wakeUp} and {@link #close} end a
 * wait of another thread. After close every use is an {@link IllegalStateException}, a second close
 * too. The maps may be closed before.
 */
public final class RingBuffer implements AutoCloseable {
  private final Waiter waiter;
  private final PageSize page;
  private final List<Ring> rings = new ArrayList<>();
  private final ReentrantLock reading = new ReentrantLock();
  private volatile boolean isClosed;
  private boolean isReleased;

  private RingBuffer(Waiter waiter, PageSize page) {
    this.waiter = waiter;
    this.page = page;
  }

  /**
   * Opens a map for reading. What other readers left in it comes first; two readers of one map take
   * records from each other.
   *
   * @throws IllegalArgumentException if the map is no ring buffer, or larger than 512 MiB
   * @throws BpfException if the kernel refuses
   */
  public static RingBuffer open(BpfMap map, RecordHandler handler) throws BpfException {
    try {
      return open(map, handler, PageSize.ofThisHost());
    } catch (IOException e) {
      throw new UncheckedIOException("the size of a page is not known", e);
    }
  }

  static RingBuffer open(BpfMap map, RecordHandler handler, PageSize page) throws BpfException {
    Syscalls syscalls = map.syscalls();
    RingBuffer buffer = new RingBuffer(Waiter.open(syscalls), page);
    try {
      buffer.add(map, handler);
      return buffer;
    } catch (BpfException | RuntimeException e) {
      buffer.close();
      throw e;
    }
  }

  /**
   * Reads that map too, in the same wait.
   *
   * @throws IllegalArgumentException if the map is no ring buffer, or larger than 512 MiB
   * @throws BpfException if the kernel refuses
   */
  public void add(BpfMap map, RecordHandler handler) throws BpfException {
    lock();
    try {
      Ring ring = Ring.of(map, handler, page);
      try {
        waiter.add(ring.fd(), rings.size());
      } catch (BpfException e) {
        ring.close();
        throw e;
      }
      rings.add(ring);
    } finally {
      unlock();
    }
  }

  /**
   * Waits until there are records, and hands over what is there.
   *
   * @param atMost how long, in steps of a millisecond; zero to only look
   * @return how many records; 0 after the time, when woken, or when the buffer was closed meanwhile
   * @throws BpfException if the kernel refuses to wait
   */
  public int poll(Duration atMost) throws BpfException {
    lock();
    try {
      return waiter.await(atMost) > 0 ? take(Integer.MAX_VALUE) : 0;
    } finally {
      unlock();
    }
  }

  /** Hands over what is there without waiting or asking the kernel; returns how many records. */
  public int consume() {
    return consume(Integer.MAX_VALUE);
  }

  /** As {@link #consume()}, and no more than so many records: programs may write faster than we. */
  public int consume(int atMost) {
    lock();
    try {
      return take(atMost);
    } finally {
      unlock();
    }
  }

  private int take(int atMost) {
    int taken = 0;
    for (Ring ring : rings) {
      taken += ring.consume(atMost - taken, () -> isClosed);
    }
    return taken;
  }

  /** Ends the wait of a {@link #poll}, the current or else the next one. */
  public void wakeUp() {
    // Not under the lock, which the waiting thread has; the descriptor is closed by close alone.
    synchronized (waiter) {
      requireOpen();
      waiter.wakeUp();
    }
  }

  /**
   * Ends a wait and waits for the thread in it; a handler that closes gets no further record, and
   * the memory goes when it has returned.
   */
  @Override
  public void close() {
    synchronized (waiter) {
      requireOpen();
      isClosed = true;
      waiter.wakeUp();
    }
    if (reading.isHeldByCurrentThread()) {
      rings.forEach(Ring::stop);
    } else {
      reading.lock();
      unlock();
    }
  }

  private void lock() {
    if (reading.isHeldByCurrentThread()) {
      throw new IllegalStateException("a handler of records reads no others");
    }
    reading.lock();
    if (isClosed) {
      reading.unlock();
      throw closed();
    }
  }

  /** Leaves; the first one out after a close gives everything back. */
  private void unlock() {
    if (isClosed && !isReleased) {
      isReleased = true;
      // Not before the closing thread has written its wake-up.
      synchronized (waiter) {
        rings.forEach(Ring::close);
        waiter.close();
      }
    }
    reading.unlock();
  }

  private void requireOpen() {
    if (isClosed) {
      throw closed();
    }
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the ring buffer is closed");
  }
}
