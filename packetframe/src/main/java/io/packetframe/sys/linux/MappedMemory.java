package io.packetframe.sys.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory shared with the kernel by mmap(2), until it is closed. Each use of its bytes after that is
 * an {@link IllegalStateException}, in any thread, and never touches what is mapped there next; so
 * is a second close. Safe for use by many threads.
 */
public final class MappedMemory implements AutoCloseable {
  public static final int PROT_READ = 1;
  public static final int PROT_WRITE = 2;
  public static final int MAP_SHARED = 1;

  private final Arena life = Arena.ofShared();
  private final ByteBuffer bytes;

  /**
   * Takes ownership of what {@link Syscalls#mmap} mapped.
   *
   * @param address its answer
   * @param protection as it was asked for; without PROT_WRITE the bytes are read only
   */
  // Restricted since a wrong address or length would crash: both are the kernel's and as mapped.
  @SuppressWarnings("restricted")
  public MappedMemory(Syscalls syscalls, long address, int length, int protection) {
    if (Errno.isError(address)) {
      throw new IllegalArgumentException("not a mapping: " + address);
    }
    MemorySegment memory =
        MemorySegment.ofAddress(address)
            .reinterpret(
                length,
                life,
                _ -> {
                  // Refused only for an address that is not ours to unmap, which we do not have.
                  long _ = syscalls.munmap(address, length);
                });
    boolean isWritable = (protection & PROT_WRITE) != 0;
    this.bytes =
        (isWritable ? memory : memory.asReadOnly()).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  /** Returns the memory in native byte order. */
  public ByteBuffer bytes() {
    return bytes;
  }

  @Override
  public void close() {
    life.close();
  }
}
