package io.packetframe.sys.bsd;

/** The errnos that bpf(4) answers with; the same numbers on every BSD and macOS. */
public enum BsdErrno {
  EPERM(1, "operation not permitted"),
  ENOENT(2, "no such file"),
  ENXIO(6, "device not configured"),
  EBADF(9, "bad file descriptor"),
  ENOMEM(12, "cannot allocate memory"),
  EACCES(13, "permission denied"),
  EBUSY(16, "device busy"),
  EINVAL(22, "invalid argument"),
  ENOTTY(25, "inappropriate ioctl for device"),
  /** Nothing to read now. */
  EAGAIN(35, "resource temporarily unavailable"),
  ENOBUFS(55, "no buffer space available");

  private final int number;
  private final String meaning;

  BsdErrno(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** Tells whether a call answered with this one. */
  public boolean isAnswer(long answer) {
    return answer == -number;
  }

  /**
   * Returns the system's word for a refusal.
   *
   * @param answer of a call, below 0
   */
  public static String text(long answer) {
    for (BsdErrno errno : values()) {
      if (errno.isAnswer(answer)) {
        return errno.name() + " (" + errno.meaning + ")";
      }
    }
    return "errno " + -answer;
  }
}
