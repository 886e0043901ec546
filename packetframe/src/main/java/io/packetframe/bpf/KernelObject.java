package io.packetframe.bpf;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;

/**
 * Something that the kernel holds for us behind a descriptor. It lasts as long as anyone holds it:
 * we, a program that uses it, an attachment, or a pin.
 *
 * <p>Not safe for use by several threads.
 */
public abstract sealed class KernelObject implements AutoCloseable
    permits BpfLink, BpfMap, Program {
  private final Syscalls syscalls;
  private final Fd fd;

  KernelObject(Syscalls syscalls, Fd fd) {
    this.syscalls = syscalls;
    this.fd = fd;
  }

  /**
   * Gives the object a name on a BPF file system, under which it outlives this process; {@link
   * Pins#remove} takes it away.
   *
   * @throws BpfException if the kernel refuses: EEXIST where the name is taken, EPERM where the
   *     directory is on no BPF file system, ENOENT where there is none
   */
  public final void pin(Path path) throws BpfException {
    Pins.pin(syscalls, fd, path, toString());
  }

  /** Returns the kernel that holds the object. */
  public final Syscalls syscalls() {
    return syscalls;
  }

  /**
   * Returns the descriptor, for those who attach to it or wait on it. It stays the object's:
   * closing it is the object's alone.
   */
  public final Fd fd() {
    return fd;
  }

  /** Throws for an error, naming what was done to the object. */
  final void check(String operation, long answer) throws BpfException {
    if (Errno.isError(answer)) {
      throw new BpfException(operation + " " + this, Errno.of(answer));
    }
  }

  /** Returns what it is and its name, as messages have it. */
  @Override
  public abstract String toString();

  /** Gives up our hold. After the last one the kernel frees it, and may leave that to a worker. */
  @Override
  public final void close() {
    fd.close();
  }
}
