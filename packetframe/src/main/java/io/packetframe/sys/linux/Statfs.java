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

  /** Returns the bytes of one block of all counts below: f_frsize, or f_bsize where that is 0. */
  public static long unit(ByteBuffer memory) {
    long fragment = memory.getLong(72);
    return fragment == 0 ? memory.getLong(8) : fragment;
  }

  /** Returns f_blocks, all blocks. */
  public static long blocks(ByteBuffer memory) {
    return memory.getLong(16);
  }

  /** Returns f_bfree, the blocks that hold nothing. */
  public static long freeBlocks(ByteBuffer memory) {
    return memory.getLong(24);
  }

  /** Returns f_bavail, the blocks that an ordinary user can still fill. */
  public static long availableBlocks(ByteBuffer memory) {
    return memory.getLong(32);
  }
}
