package io.packetframe.bpf.feature;

import io.packetframe.sys.linux.Errno;

/** What the errno of a trial proves that was made so that it cannot work. */
final class Complaint {
  private Complaint() {}

  /**
   * Judges the answer to a trial with one fault on purpose.
   *
   * @param aboutTheFault what a kernel says that came as far as the fault
   * @param absence what a kernel says that lacks the feature
   */
  static Answer judge(String step, long answer, Errno aboutTheFault, Errno... absence) {
    if (!Errno.isError(answer)) {
      return new Answer.Supported("accepted");
    }
    Errno errno = Errno.of(answer);
    if (errno.equals(aboutTheFault)) {
      return new Answer.Supported("known: " + errno + " about what the trial left out");
    }
    for (Errno expected : absence) {
      if (errno.equals(expected)) {
        return new Answer.Unsupported(errno.toString());
      }
    }
    return Answer.inconclusive(step, errno);
  }
}
