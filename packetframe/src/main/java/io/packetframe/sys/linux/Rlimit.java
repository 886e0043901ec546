package io.packetframe.sys.linux;

import java.nio.ByteBuffer;

/**
 * {@code struct rlimit64} (include/uapi/linux/resource.h): u64 soft, u64 hard, in bytes for
 * RLIMIT_MEMLOCK.
 *
 * @param soft the limit in force; {@link #INFINITY} for none
 * @param hard how far the soft limit may be raised
 */
public record Rlimit(long soft, long hard) {
  /** RLIMIT_MEMLOCK: bytes that may be locked; kernels before 5.11 count BPF memory here. */
  public static final int MEMLOCK = 8;

  /** RLIM64_INFINITY. */
  public static final long INFINITY = ~0L;

  private static final int SIZE = 16;

  /** Returns memory for the kernel to write a limit into. */
  public static ByteBuffer memory() {
    return NativeMemory.allocate(SIZE);
  }

  /** Reads what the kernel wrote. */
  public static Rlimit decode(ByteBuffer memory) {
    return new Rlimit(memory.getLong(0), memory.getLong(8));
  }

  /** Returns the limit as the kernel reads it. */
  public ByteBuffer encode() {
    ByteBuffer memory = memory();
    memory.putLong(0, soft);
    memory.putLong(8, hard);
    return memory;
  }
}
