package io.packetframe.sys.linux;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The system calls of this machine through {@code syscall(2)}.
 *
 * <p>One function handle and no JNA interface: a proxy or a direct mapping costs 20 ms at start.
 * {@code syscall} is variadic, which on Linux passes integer arguments as any other call does.
 */
final class JnaSyscalls implements Syscalls {
  /** For calls relative to a directory: arm64 and later have no others. Paths are absolute. */
  private static final long AT_FDCWD = -100;

  private static final long F_DUPFD_CLOEXEC = 1030;

  private final Function syscall;
  private final SyscallNumbers numbers;

  JnaSyscalls(SyscallNumbers numbers) {
    this.numbers = numbers;
    this.syscall = NativeLibrary.getProcess().getFunction("syscall");
  }

  @Override
  public long bpf(BpfCommand command, KernelStruct attr) {
    link(attr);
    try {
      return call(
          numbers.bpf(),
          (long) command.number(),
          address(attr.memory()),
          (long) attr.memory().capacity());
    } finally {
      Reference.reachabilityFence(attr);
    }
  }

  @Override
  public long close(int fd) {
    return call(numbers.close(), (long) fd);
  }

  @Override
  public long duplicate(int fd) {
    return call(numbers.fcntl(), (long) fd, F_DUPFD_CLOEXEC, 0L);
  }

  @Override
  public long socket(int domain, int type, int protocol) {
    return call(numbers.socket(), (long) domain, (long) type, (long) protocol);
  }

  @Override
  public long bind(int fd, ByteBuffer address) {
    return call(numbers.bind(), (long) fd, address(address), (long) address.capacity());
  }

  @Override
  public long ioctl(int fd, int request, KernelStruct argument) {
    link(argument);
    try {
      return call(
          numbers.ioctl(), (long) fd, Integer.toUnsignedLong(request), address(argument.memory()));
    } finally {
      Reference.reachabilityFence(argument);
    }
  }

  @Override
  public long send(int fd, ByteBuffer message, int length) {
    return call(numbers.sendto(), (long) fd, address(message), (long) length, 0L, Pointer.NULL, 0L);
  }

  @Override
  public long recv(int fd, ByteBuffer message, int flags) {
    return call(
        numbers.recvfrom(),
        (long) fd,
        address(message),
        (long) message.capacity(),
        (long) flags,
        Pointer.NULL,
        Pointer.NULL);
  }

  @Override
  public long prlimit(int resource, @Nullable ByteBuffer newLimit, @Nullable ByteBuffer oldLimit) {
    return call(numbers.prlimit64(), 0L, (long) resource, address(newLimit), address(oldLimit));
  }

  @Override
  public long readlink(ByteBuffer path, ByteBuffer target) {
    return call(
        numbers.readlinkat(), AT_FDCWD, address(path), address(target), (long) target.capacity());
  }

  @Override
  public long unlink(ByteBuffer path) {
    return call(numbers.unlinkat(), AT_FDCWD, address(path), 0L);
  }

  @Override
  public long statfs(ByteBuffer path, ByteBuffer statfs) {
    return call(numbers.statfs(), address(path), address(statfs));
  }

  @Override
  public long uname(ByteBuffer utsname) {
    return call(numbers.uname(), address(utsname));
  }

  @Override
  public long ioctl(int fd, int request, long argument) {
    return call(numbers.ioctl(), (long) fd, Integer.toUnsignedLong(request), argument);
  }

  @Override
  public long open(ByteBuffer path, int flags) {
    return call(numbers.openat(), AT_FDCWD, address(path), (long) flags, 0L);
  }

  @Override
  public long read(int fd, ByteBuffer memory) {
    return call(numbers.read(), (long) fd, address(memory), (long) memory.capacity());
  }

  @Override
  public long write(int fd, ByteBuffer memory, int length) {
    return call(numbers.write(), (long) fd, address(memory), (long) length);
  }

  @Override
  public long mmap(long length, int protection, int flags, int fd, long offset) {
    return call(numbers.mmap(), 0L, length, (long) protection, (long) flags, (long) fd, offset);
  }

  @Override
  public long munmap(long address, long length) {
    return call(numbers.munmap(), address, length);
  }

  @Override
  public long epollCreate(int flags) {
    return call(numbers.epollCreate1(), (long) flags);
  }

  @Override
  public long epollControl(int epoll, int operation, int fd, KernelStruct event) {
    return call(
        numbers.epollCtl(), (long) epoll, (long) operation, (long) fd, address(event.memory()));
  }

  @Override
  public long epollWait(int epoll, ByteBuffer events, int maxEvents, int timeoutMillis) {
    return call(
        numbers.epollPwait(),
        (long) epoll,
        address(events),
        (long) maxEvents,
        (long) timeoutMillis,
        Pointer.NULL,
        8L);
  }

  @Override
  public long eventfd(int initial, int flags) {
    return call(numbers.eventfd2(), (long) initial, (long) flags);
  }

  @Override
  public long perfEventOpen(KernelStruct attr, int process, int cpu, int group, int flags) {
    link(attr);
    try {
      return call(
          numbers.perfEventOpen(),
          address(attr.memory()),
          (long) process,
          (long) cpu,
          (long) group,
          (long) flags);
    } finally {
      Reference.reachabilityFence(attr);
    }
  }

  /**
   * Writes the addresses of the pointer fields. They are bare numbers to the collector, so the
   * caller keeps the structure reachable until the kernel has returned.
   */
  private static void link(KernelStruct struct) {
    for (KernelStruct.PointerField pointer : struct.pointers()) {
      struct.u64(pointer.offset(), Pointer.nativeValue(address(pointer.target())));
    }
  }

  private long call(int number, @Nullable Object... arguments) {
    @Nullable Object[] all = new @Nullable Object[arguments.length + 1];
    all[0] = (long) number;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    long answer = syscall.invokeLong(all);
    // JNA saves errno per thread right after the call; libc answers -1 for every error.
    return answer == -1 ? -(long) Native.getLastError() : answer;
  }

  private static Pointer address(@Nullable ByteBuffer memory) {
    return memory == null ? Pointer.NULL : Native.getDirectBufferPointer(memory);
  }
}
