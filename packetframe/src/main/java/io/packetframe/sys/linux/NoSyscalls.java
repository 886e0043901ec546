package io.packetframe.sys.linux;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What a system without a Linux kernel answers: no such system call. */
final class NoSyscalls implements Syscalls {
  private static final long NO_SUCH_CALL = -(long) Errno.ENOSYS.number();

  @Override
  public long bpf(BpfCommand command, KernelStruct attr) {
    return NO_SUCH_CALL;
  }

  @Override
  public long close(int fd) {
    return NO_SUCH_CALL;
  }

  @Override
  public long socket(int domain, int type, int protocol) {
    return NO_SUCH_CALL;
  }

  @Override
  public long bind(int fd, ByteBuffer address) {
    return NO_SUCH_CALL;
  }

  @Override
  public long ioctl(int fd, int request, KernelStruct argument) {
    return NO_SUCH_CALL;
  }

  @Override
  public long send(int fd, ByteBuffer message, int length) {
    return NO_SUCH_CALL;
  }

  @Override
  public long recv(int fd, ByteBuffer message, int flags) {
    return NO_SUCH_CALL;
  }

  @Override
  public long prlimit(int resource, @Nullable ByteBuffer newLimit, @Nullable ByteBuffer oldLimit) {
    return NO_SUCH_CALL;
  }

  @Override
  public long readlink(ByteBuffer path, ByteBuffer target) {
    return NO_SUCH_CALL;
  }

  @Override
  public long unlink(ByteBuffer path) {
    return NO_SUCH_CALL;
  }

  @Override
  public long statfs(ByteBuffer path, ByteBuffer statfs) {
    return NO_SUCH_CALL;
  }

  @Override
  public long uname(ByteBuffer utsname) {
    return NO_SUCH_CALL;
  }

  @Override
  public long ioctl(int fd, int request, long argument) {
    return NO_SUCH_CALL;
  }

  @Override
  public long open(ByteBuffer path, int flags) {
    return NO_SUCH_CALL;
  }

  @Override
  public long read(int fd, ByteBuffer memory) {
    return NO_SUCH_CALL;
  }

  @Override
  public long write(int fd, ByteBuffer memory, int length) {
    return NO_SUCH_CALL;
  }

  @Override
  public long mmap(long length, int protection, int flags, int fd, long offset) {
    return NO_SUCH_CALL;
  }

  @Override
  public long munmap(long address, long length) {
    return NO_SUCH_CALL;
  }

  @Override
  public long epollCreate(int flags) {
    return NO_SUCH_CALL;
  }

  @Override
  public long epollControl(int epoll, int operation, int fd, KernelStruct event) {
    return NO_SUCH_CALL;
  }

  @Override
  public long epollWait(int epoll, ByteBuffer events, int maxEvents, int timeoutMillis) {
    return NO_SUCH_CALL;
  }

  @Override
  public long eventfd(int initial, int flags) {
    return NO_SUCH_CALL;
  }

  @Override
  public long perfEventOpen(KernelStruct attr, int process, int cpu, int group, int flags) {
    return NO_SUCH_CALL;
  }

  @Override
  public long duplicate(int fd) {
    return NO_SUCH_CALL;
  }
}
