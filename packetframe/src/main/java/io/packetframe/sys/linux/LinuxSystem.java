package io.packetframe.sys.linux;

/** Chooses the system calls of the machine that we run on. */
public final class LinuxSystem {
  private LinuxSystem() {}

  /**
   * Returns this kernel's system calls, or calls that all answer ENOSYS where there is no Linux or
   * where we do not know its numbers.
   */
  public static Syscalls syscalls() {
    if (!isLinux()) {
      return new NoSyscalls();
    }
    try {
      return new JnaSyscalls(SyscallNumbers.of(System.getProperty("os.arch")));
    } catch (UnsupportedOperationException e) {
      return new NoSyscalls();
    }
  }

  /** Tells whether this system is Linux. */
  public static boolean isLinux() {
    return System.getProperty("os.name").equals("Linux");
  }
}
