package io.packetframe.sys.linux;

/**
 * A file descriptor that we own.
 *
 * <p>A second close is an error: between the two the number may have become another file's. Not
 * safe for use by several threads.
 */
public final class Fd implements AutoCloseable {
  private static final int CLOSED = -1;

  private final Syscalls syscalls;
  private int number;

  /** Takes ownership of an open descriptor. */
  public Fd(Syscalls syscalls, long number) {
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("not a file descriptor: " + number);
    }
    this.syscalls = syscalls;
    this.number = (int) number;
  }

  /**
   * Returns the number for a system call.
   *
   * @throws IllegalStateException after close
   */
  public int number() {
    if (number == CLOSED) {
      throw new IllegalStateException("the file descriptor is closed");
    }
    return number;
  }

  @Override
  public void close() {
    int open = number();
    number = CLOSED;
    // Linux frees the number even where close answers EINTR or EIO: nothing to retry.
    long _ = syscalls.close(open);
  }
}
