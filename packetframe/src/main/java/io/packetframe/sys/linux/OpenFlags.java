package io.packetframe.sys.linux;

/** Flags of open(2) that are the same on all our architectures (asm-generic/fcntl.h). */
public final class OpenFlags {
  public static final int READ_ONLY = 0;
  public static final int WRITE_ONLY = 1;
  public static final int READ_WRITE = 2;

  /** O_APPEND: what others wrote stays. */
  public static final int APPEND = 0x400;

  /** O_CLOEXEC: no child gets it; also EPOLL_CLOEXEC, EFD_CLOEXEC. */
  public static final int CLOSE_ON_EXEC = 0x80000;

  private OpenFlags() {}
}
