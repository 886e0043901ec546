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
  private static final VarHandle U32 =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle U64 =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** BPF_RINGBUF_BUSY_BIT: reserved, and not yet submitted. */
  private static final int BUSY = 1 << 31;

  /** BPF_RINGBUF_DISCARD_BIT: given back without content. */
  private static final int DISCARDED = 1 << 30;

  private static final int HEADER = 8;

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
    this.position = (long) U64.getAcquire(ours.bytes(), 0);
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
    ByteBuffer memory = theirs.bytes();
    long end = position;
    int taken = 0;
    while (taken < atMost && !isStopped.getAsBoolean()) {
      if (position >= end) {
        // Acquire: the headers up to there are written before the position.
        end = (long) U64.getAcquire(memory, 0);
        if (position >= end) {
          return taken;
        }
      }
      int start = page + (int) (position & size - 1);
      int header = (int) U32.getAcquire(memory, start);
      if ((header & BUSY) != 0) {
        // Records are read in the order of their reservation: those behind it have to wait.
        return taken;
      }
      int length = header & ~(BUSY | DISCARDED);
      if (length > size - HEADER) {
        throw new IllegalStateException(
            "a record of " + length + " bytes in a ring buffer of " + size);
      }
      try {
        if ((header & DISCARDED) == 0) {
          taken++;
          handler.accept(
              record
                  .limit(start + HEADER + length)
                  .position(start + HEADER)
                  .order(ByteOrder.nativeOrder()));
        }
      } finally {
        // A record whose handler failed is gone too, or it would come again for ever.
        position += HEADER + (length + 7 & ~7);
        // Release: the producers may write there only after we have read.
        U64.setRelease(ours.bytes(), 0, position);
      }
    }
    return taken;
  }

  @Override
  public void close() {
    theirs.close();
    ours.close();
    fd.close();
  }
}
