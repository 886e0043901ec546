package io.packetframe.sys.linux;

/**
 * An error number of the kernel (include/uapi/asm-generic/errno-base.h and errno.h; the same on
 * x86-64, arm64 and riscv64).
 *
 * @param number 1 to 4095
 */
public record Errno(int number) {
  public static final Errno EPERM = new Errno(1);
  public static final Errno ENOENT = new Errno(2);
  public static final Errno ESRCH = new Errno(3);
  public static final Errno EINTR = new Errno(4);
  public static final Errno E2BIG = new Errno(7);
  public static final Errno EBADF = new Errno(9);
  public static final Errno EAGAIN = new Errno(11);
  public static final Errno ENOMEM = new Errno(12);
  public static final Errno EACCES = new Errno(13);
  public static final Errno EFAULT = new Errno(14);
  public static final Errno EBUSY = new Errno(16);
  public static final Errno EEXIST = new Errno(17);
  public static final Errno ENODEV = new Errno(19);
  public static final Errno ENOTDIR = new Errno(20);
  public static final Errno EINVAL = new Errno(22);
  public static final Errno ENOSYS = new Errno(38);
  public static final Errno EMFILE = new Errno(24);
  public static final Errno ENOSPC = new Errno(28);
  public static final Errno ERANGE = new Errno(34);
  public static final Errno EMSGSIZE = new Errno(90);
  public static final Errno EADDRNOTAVAIL = new Errno(99);
  public static final Errno EPROTONOSUPPORT = new Errno(93);
  public static final Errno EOPNOTSUPP = new Errno(95);
  public static final Errno EAFNOSUPPORT = new Errno(97);
  public static final Errno ENOBUFS = new Errno(105);

  /** Not part of the user's ABI, yet what bpf(2) answers for an operation that a type lacks. */
  public static final Errno ENOTSUPP = new Errno(524);

  /** The highest number the kernel returns (include/linux/err.h, MAX_ERRNO). */
  public static final int MAX = 4095;

  public Errno {
    if (number < 1 || number > MAX) {
      throw new IllegalArgumentException("errno " + number + " is not in 1.." + MAX);
    }
  }

  // Written by hand: the record's own would have the JDK generate code at start, 10 ms of 60.
  @Override
  public boolean equals(Object other) {
    return other instanceof Errno that && number == that.number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  /** Tells whether the answer of a system call is an error. */
  public static boolean isError(long answer) {
    return answer < 0;
  }

  /** Returns the errno of an answer below 0. */
  public static Errno of(long answer) {
    return new Errno((int) -answer);
  }

  /** Returns the kernel's name, e.g. {@code EPERM}; {@code errno 77} where we know none. */
  public String name() {
    return switch (number) {
      case 1 -> "EPERM";
      case 2 -> "ENOENT";
      case 3 -> "ESRCH";
      case 4 -> "EINTR";
      case 5 -> "EIO";
      case 6 -> "ENXIO";
      case 7 -> "E2BIG";
      case 9 -> "EBADF";
      case 11 -> "EAGAIN";
      case 12 -> "ENOMEM";
      case 13 -> "EACCES";
      case 14 -> "EFAULT";
      case 16 -> "EBUSY";
      case 17 -> "EEXIST";
      case 19 -> "ENODEV";
      case 20 -> "ENOTDIR";
      case 21 -> "EISDIR";
      case 22 -> "EINVAL";
      case 23 -> "ENFILE";
      case 24 -> "EMFILE";
      case 25 -> "ENOTTY";
      case 28 -> "ENOSPC";
      case 34 -> "ERANGE";
      case 36 -> "ENAMETOOLONG";
      case 38 -> "ENOSYS";
      case 40 -> "ELOOP";
      case 90 -> "EMSGSIZE";
      case 93 -> "EPROTONOSUPPORT";
      case 95 -> "EOPNOTSUPP";
      case 97 -> "EAFNOSUPPORT";
      case 99 -> "EADDRNOTAVAIL";
      case 105 -> "ENOBUFS";
      case 110 -> "ETIMEDOUT";
      case 524 -> "ENOTSUPP";
      default -> "errno " + number;
    };
  }

  /** Returns the name with its meaning, e.g. {@code EPERM (operation not permitted)}. */
  @Override
  public String toString() {
    String meaning =
        switch (number) {
          case 1 -> "operation not permitted";
          case 2 -> "no such file or object";
          case 7 -> "argument list too long";
          case 9 -> "bad file descriptor";
          case 11 -> "try again";
          case 12 -> "out of memory";
          case 13 -> "permission denied";
          case 14 -> "bad address";
          case 16 -> "busy";
          case 17 -> "exists already";
          case 19 -> "no such device";
          case 22 -> "invalid argument";
          case 24 -> "too many open files";
          case 28 -> "no space left";
          case 34 -> "out of range";
          case 38 -> "no such system call";
          case 95, 524 -> "not supported";
          default -> "";
        };
    return meaning.isEmpty() ? name() : name() + " (" + meaning + ")";
  }
}
