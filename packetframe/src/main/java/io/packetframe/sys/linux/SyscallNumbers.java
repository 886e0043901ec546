package io.packetframe.sys.linux;

/**
 * System-call numbers of an architecture (arch/x86/entry/syscalls/syscall_64.tbl and
 * include/uapi/asm-generic/unistd.h).
 */
record SyscallNumbers(
    int close,
    int ioctl,
    int socket,
    int sendto,
    int recvfrom,
    int uname,
    int statfs,
    int unlinkat,
    int readlinkat,
    int prlimit64,
    int bpf) {
  private static final SyscallNumbers X86_64 =
      new SyscallNumbers(3, 16, 41, 44, 45, 63, 137, 263, 267, 302, 321);

  /** arm64, riscv64, loongarch64. */
  private static final SyscallNumbers GENERIC =
      new SyscallNumbers(57, 29, 198, 206, 207, 160, 43, 35, 78, 261, 280);

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
