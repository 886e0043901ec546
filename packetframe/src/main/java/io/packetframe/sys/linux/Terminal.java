package io.packetframe.sys.linux;

/** Tells terminals from files and pipes. */
public final class Terminal {
  /** TCGETS (include/uapi/asm-generic/ioctls.h): only a terminal answers. */
  private static final int TCGETS = 0x5401;

  /** {@code struct termios} has 36 bytes; other architectures' are no longer than this. */
  private static final int TERMIOS = 64;

  private Terminal() {}

  /** Tells whether the descriptor is a terminal. */
  public static boolean isTerminal(Syscalls syscalls, int fd) {
    return !Errno.isError(syscalls.ioctl(fd, TCGETS, new KernelStruct(TERMIOS)));
  }
}
