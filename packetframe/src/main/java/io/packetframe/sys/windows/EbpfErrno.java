package io.packetframe.sys.windows;

/** The errnos that {@code bpf} answers with, negated: those of Microsoft's C library. */
public enum EbpfErrno {
  EPERM(1, "operation not permitted"),
  ENOENT(2, "no such object"),
  EIO(5, "input or output error"),
  E2BIG(7, "too big"),
  EBADF(9, "bad descriptor"),
  ENOMEM(12, "cannot allocate memory"),
  EACCES(13, "permission denied"),
  EBUSY(16, "busy"),
  EEXIST(17, "exists already"),
  EINVAL(22, "invalid argument"),
  ENOSPC(28, "no space left"),
  ENOSYS(40, "not implemented"),
  /** 129 and 130 there, and neither of Linux's or of a BSD's. */
  ENOTSUP(129, "not supported"),
  EOPNOTSUPP(130, "operation not supported");

  private final int number;
  private final String meaning;

  EbpfErrno(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** Tells whether {@code bpf} answered with this one. */
  public boolean isAnswer(int answer) {
    return answer == -number;
  }

  /**
   * Returns the library's word for a refusal.
   *
   * @param answer of {@code bpf}, below 0
   */
  public static String text(int answer) {
    for (EbpfErrno errno : values()) {
      if (errno.isAnswer(answer)) {
        return errno.name() + " (" + errno.meaning + ")";
      }
    }
    return "errno " + -answer;
  }
}
