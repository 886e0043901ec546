package io.packetframe.sys.linux;

/**
 * System-call numbers of an architecture (arch/x86/entry/syscalls/syscall_64.tbl and
 * include/uapi/asm-generic/unistd.h).
 */
record SyscallNumbers(
    int read,
    int write,
    int close,
    int mmap,
    int munmap,
    int ioctl,
    int socket,
    int sendto,
    int recvfrom,
    int bind,
    int uname,
    int fcntl,
    int statfs,
    int epollCtl,
    int openat,
    int unlinkat,
    int readlinkat,
    int epollPwait,
    int eventfd2,
    int epollCreate1,
    int perfEventOpen,
    int prlimit64,
    int bpf) {
  private static final SyscallNumbers X86_64 =
      new SyscallNumbers(
          /* read= */ 0,
          /* write= */ 1,
          /* close= */ 3,
          /* mmap= */ 9,
          /* munmap= */ 11,
          /* ioctl= */ 16,
          /* socket= */ 41,
          /* sendto= */ 44,
          /* recvfrom= */ 45,
          /* bind= */ 49,
          /* uname= */ 63,
          /* fcntl= */ 72,
          /* statfs= */ 137,
          /* epollCtl= */ 233,
          /* openat= */ 257,
          /* unlinkat= */ 263,
          /* readlinkat= */ 267,
          /* epollPwait= */ 281,
          /* eventfd2= */ 290,
          /* epollCreate1= */ 291,
          /* perfEventOpen= */ 298,
          /* prlimit64= */ 302,
          /* bpf= */ 321);

  /** arm64, riscv64, loongarch64. */
  private static final SyscallNumbers GENERIC =
      new SyscallNumbers(
          /* read= */ 63,
          /* write= */ 64,
          /* close= */ 57,
          /* mmap= */ 222,
          /* munmap= */ 215,
          /* ioctl= */ 29,
          /* socket= */ 198,
          /* sendto= */ 206,
          /* recvfrom= */ 207,
          /* bind= */ 200,
          /* uname= */ 160,
          /* fcntl= */ 25,
          /* statfs= */ 43,
          /* epollCtl= */ 21,
          /* openat= */ 56,
          /* unlinkat= */ 35,
          /* readlinkat= */ 78,
          /* epollPwait= */ 22,
          /* eventfd2= */ 19,
          /* epollCreate1= */ 20,
          /* perfEventOpen= */ 241,
          /* prlimit64= */ 261,
          /* bpf= */ 280);

  /**
   * Returns the numbers for a value of the system property {@code os.arch}.
   *
   * @throws UnsupportedOperationException for an architecture whose table we do not have
   */
  static SyscallNumbers of(String architecture) {
    return switch (architecture) {
      case "amd64" -> X86_64;
      case "aarch64", "riscv64", "loongarch64" -> GENERIC;
      default ->
          throw new UnsupportedOperationException(
              "no system-call numbers for architecture " + architecture);
    };
  }
}
