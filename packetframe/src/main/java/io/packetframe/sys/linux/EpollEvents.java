package io.packetframe.sys.linux;

import java.nio.ByteBuffer;

/**
 * An array of {@code struct epoll_event} (include/uapi/linux/eventpoll.h): what happened (u32), and
 * the caller's own number (u64). Only x86-64 packs it.
 *
 * @param memory of the array
 */
public record EpollEvents(ByteBuffer memory) {
  /** EPOLLIN: there is something to read. */
  public static final int IN = 1;

  /** EPOLL_CTL_ADD. */
  public static final int ADD = 1;

  private static final boolean IS_PACKED = System.getProperty("os.arch").equals("amd64");
  private static final int SIZE = IS_PACKED ? 12 : 16;
  private static final int DATA = SIZE - Long.BYTES;

  /** Makes room for that many events. */
  public EpollEvents(int count) {
    this(NativeMemory.allocate(count * SIZE));
  }

  /** Returns what {@link Syscalls#epollControl} takes. */
  public static KernelStruct event(int events, long data) {
    return new KernelStruct(SIZE).u32(0, events).u64(DATA, data);
  }

  /** Returns the caller's number of an event. */
  public long data(int index) {
    return memory.getLong(index * SIZE + DATA);
  }
}
