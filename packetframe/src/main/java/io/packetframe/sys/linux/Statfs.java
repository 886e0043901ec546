package io.packetframe.sys.linux;

import java.nio.ByteBuffer;

/** {@code struct statfs} of 64-bit kernels (include/uapi/asm-generic/statfs.h), 120 bytes. */
public final class Statfs {
  /** BPF_FS_MAGIC (include/uapi/linux/magic.h). */
  public static final long BPF_FS_MAGIC = 0xCAFE4A11L;

  private static final int SIZE = 120;

  private Statfs() {}

  /** Returns memory for the kernel to write into. */
  public static ByteBuffer memory() {
    return NativeMemory.allocate(SIZE);
  }

  /** Returns f_type, the magic number of the file system. */
  public static long type(ByteBuffer memory) {
    return memory.getLong(0);
  }
}
