package io.packetframe.sys.linux;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Chooses the system calls of the machine that we run on. */
public final class LinuxSystem {
  /** What tests put between us and the kernel, to see who opens what; else nothing. */
  private static volatile @Nullable UnaryOperator<Syscalls> between;

  private LinuxSystem() {}

  /**
   * Returns this kernel's system calls, or calls that all answer ENOSYS where there is no Linux or
   * where we do not know its numbers.
   */
  public static Syscalls syscalls() {
    UnaryOperator<Syscalls> watch = between;
    return watch == null ? kernel() : watch.apply(kernel());
  }

  static void putBetween(UnaryOperator<Syscalls> watch) {
    between = watch;
  }

  private static Syscalls kernel() {
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
