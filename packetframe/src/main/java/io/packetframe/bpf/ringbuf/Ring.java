package io.packetframe.bpf.ringbuf;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.BpfMap;
import io.packetframe.spec.MapType;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.MappedMemory;
import io.packetframe.sys.linux.PageSize;
import io.packetframe.sys.linux.Syscalls;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BooleanSupplier;

/**
 * The memory of one ring buffer map (kernel/bpf/ringbuf.c): a page with our position, a page with
 * the producers' position, and the data twice in a row, so that a record that wraps lies in one
 * piece. Positions only grow; the size of the data is a power of two. One thread reads at a time.
 *
 * <p>A record is a header of 8 bytes, of which the first u32 is its length with two flags, then the
 * bytes, padded to 8.
 */
final class Ring implements AutoCloseable {
  private static final VarHandle U64 =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** BPF_RINGBUF_BUSY_BIT: reserved, and not yet submitted. */
  private static final int BUSY = 1 << 31;

  /** BPF_RINGBUF_DISCARD_BIT: given back without content. */
  private static final int DISCARDED = 1 << 30;

  private static final int HEADER = 8;

  /** Longer than any ring: a header that no record has. */
  private static final int NO_RECORD = -1;

  /** After so many bytes the producers hear that there is room again. */
  private static final int STRETCH = 1 << 16;

  /** A buffer of Java has room for twice that and a page. */
  private static final int LARGEST = 1 << 29;

  private final Fd fd;
  private final MappedMemory ours;
  private final MappedMemory theirs;
  private final RecordHandler handler;
  private final ByteBuffer record;
  private final int page;
  private final int size;
  private long position;
  private boolean isAtBusy;
  private boolean isStoppedByHandler;

  private Ring(
      Fd fd,
      MappedMemory ours,
      MappedMemory theirs,
      RecordHandler handler,
      PageSize page,
      int size) {
    this.fd = fd;
    this.ours = ours;
    this.theirs = theirs;
    this.handler = handler;
    this.record = theirs.bytes().duplicate();
    this.page = page.bytes();
    this.size = size;
  }

  static Ring of(BpfMap map, RecordHandler handler, PageSize page) throws BpfException {
    int size = map.definition().maxEntries();
    if (map.definition().type() != MapType.RINGBUF.number()) {
      throw new IllegalArgumentException(map + " is no ring buffer");
    }
    if (size > LARGEST || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException(map + " has " + size + " bytes; read are at most 2^29");
    }
    Syscalls syscalls = map.syscalls();
    Fd fd = new Fd(syscalls, checked("wait on", map, syscalls.duplicate(map.fd().number())));
    MappedMemory ours = null;
    try {
      int both = MappedMemory.PROT_READ | MappedMemory.PROT_WRITE;
      ours = mapped(map, fd, 0, page.bytes(), both);
      int length = page.bytes() + 2 * size;
      MappedMemory theirs = mapped(map, fd, page.bytes(), length, MappedMemory.PROT_READ);
      return new Ring(fd, ours, theirs, handler, page, size);
    } catch (BpfException e) {
      if (ours != null) {
        ours.close();
      }
      fd.close();
      throw e;
    }
  }

  private static MappedMemory mapped(BpfMap map, Fd fd, int offset, int length, int protection)
      throws BpfException {
    Syscalls syscalls = map.syscalls();
    long address =
        checked(
            "mmap " + length + " bytes of",
            map,
            syscalls.mmap(length, protection, MappedMemory.MAP_SHARED, fd.number(), offset));
    return new MappedMemory(syscalls, address, length, protection);
  }

  private static long checked(String step, BpfMap map, long answer) throws BpfException {
    if (Errno.isError(answer)) {
      throw new BpfException(step + " " + map, Errno.of(answer));
    }
    return answer;
  }

  /** Returns the descriptor to wait on. */
  Fd fd() {
    return fd;
  }

  /** Hands over what is there, until the ring is empty, or enough, or the caller says stop. */
  int consume(int atMost, BooleanSupplier isStopped) {
    // Another reader of the map may have been here since.
    position = (long) U64.getAcquire(ours.bytes(), 0);
    isAtBusy = false;
    int left = atMost;
    while (left > 0 && !isAtBusy && !isStopped.getAsBoolean()) {
      // Acquire: the headers up to there are written before the position.
      long end = (long) U64.getAcquire(theirs.bytes(), 0);
      if (position >= end) {
        break;
      }
      try {
        left -= stretch(Math.min(end, position + STRETCH), left);
      } finally {
        // Release: the producers may write there only after we have read.
        U64.setRelease(ours.bytes(), 0, position);
      }
    }
    return atMost - left;
  }

  /** The loop over the records: out of fields and through barriers it takes twice as long. */
  private int stretch(long end, int atMost) {
    ByteBuffer memory = theirs.bytes();
    ByteBuffer window = record;
    RecordHandler to = handler;
    int first = page + HEADER;
    int mask = size - 1;
    long at = position;
    int taken = 0;
    int last = NO_RECORD;
    int length = 0;
    int room = 0;
    try {
      while (at < end && taken < atMost && !isStoppedByHandler) {
        int start = first + (int) (at & mask);
        int header = memory.getInt(start - HEADER);
        // What the header says is there is read after it.
        VarHandle.acquireFence();
        // Most are as long as the one before: the processor can guess that, and look at the next
        // one
        // before it has read this header.
        if (header != last) {
          if ((header & BUSY) != 0) {
            // Records are read in the order of their reservation: those behind it have to wait.
            isAtBusy = true;
            return taken;
          }
          length = header & ~DISCARDED;
          if (length > mask + 1 - HEADER) {
            throw new IllegalStateException(
                "a record of " + length + " bytes in a ring buffer of " + size);
          }
          room = HEADER + (length + 7 & ~7);
          last = header;
        }
        // Before its handler runs: a record whose handler fails would come again for ever.
        at += room;
        if ((header & DISCARDED) == 0) {
          taken++;
          to.accept(window.limit(start + length).position(start).order(ByteOrder.nativeOrder()));
        }
      }
    } finally {
      position = at;
    }
    return taken;
  }

  /** Ends a {@link #consume} of this very thread after the record that it hands over now. */
  void stop() {
    isStoppedByHandler = true;
  }

  @Override
  public void close() {
    theirs.close();
    ours.close();
    fd.close();
  }
}
