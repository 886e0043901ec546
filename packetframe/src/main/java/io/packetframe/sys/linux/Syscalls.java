package io.packetframe.sys.linux;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The system calls that we use, one method each.
 *
 * <p>Every method returns the kernel's answer: at least 0, or a negated {@link Errno}. No method
 * throws for what the kernel refuses. Buffers are direct; their position and limit are ignored, the
 * whole capacity is the memory. Safe for use by many threads.
 */
public interface Syscalls {

  /** bpf(2). The attribute stays reachable, with all it points to, until the kernel returns. */
  long bpf(BpfCommand command, KernelStruct attr);

  /** close(2). */
  long close(int fd);

  /** fcntl(2) with F_DUPFD_CLOEXEC: a second descriptor of the same file. */
  long duplicate(int fd);

  /** socket(2). */
  long socket(int domain, int type, int protocol);

  /** bind(2) to an address of the socket's family. */
  long bind(int fd, ByteBuffer address);

  /** ioctl(2) with a structure as its argument. */
  long ioctl(int fd, int request, KernelStruct argument);

  /** sendto(2) without an address. */
  long send(int fd, ByteBuffer message, int length);

  /** recvfrom(2) without an address; {@code flags} as in MSG_*. */
  long recv(int fd, ByteBuffer message, int flags);

  /**
   * prlimit64(2) on this process: sets {@code newLimit} where given, reads into {@code oldLimit}.
   */
  long prlimit(int resource, @Nullable ByteBuffer newLimit, @Nullable ByteBuffer oldLimit);

  /** readlinkat(2) of an absolute path; answers the length, without a NUL byte. */
  long readlink(ByteBuffer path, ByteBuffer target);

  /** unlinkat(2) of an absolute path that is no directory. */
  long unlink(ByteBuffer path);

  /** statfs(2). */
  long statfs(ByteBuffer path, ByteBuffer statfs);

  /** uname(2). */
  long uname(ByteBuffer utsname);

  /** ioctl(2) with a number as its argument: a descriptor, or nothing. */
  long ioctl(int fd, int request, long argument);

  /** openat(2) of an absolute path; {@code flags} as in O_*, which name {@link OpenFlags}. */
  long open(ByteBuffer path, int flags);

  /** read(2) into the whole memory. */
  long read(int fd, ByteBuffer memory);

  /** write(2) of the first bytes of the memory. */
  long write(int fd, ByteBuffer memory, int length);

  /**
   * mmap(2) where the kernel chooses the address, which is the answer; {@link MappedMemory} makes
   * it safe to use.
   */
  long mmap(long length, int protection, int flags, int fd, long offset);

  /** munmap(2). */
  long munmap(long address, long length);

  /** epoll_create1(2). */
  long epollCreate(int flags);

  /** epoll_ctl(2); the event is made by {@link EpollEvents}. */
  long epollControl(int epoll, int operation, int fd, KernelStruct event);

  /** epoll_pwait(2) without a signal mask; a time-out below 0 is none. */
  long epollWait(int epoll, ByteBuffer events, int maxEvents, int timeoutMillis);

  /** eventfd2(2). */
  long eventfd(int initial, int flags);

  /** perf_event_open(2); {@code process} and {@code cpu} are -1 for all. */
  long perfEventOpen(KernelStruct attr, int process, int cpu, int group, int flags);
}
