package io.packetframe.probe;

import io.packetframe.bpf.feature.Answer;
import io.packetframe.host.linux.Capability;
import io.packetframe.sys.linux.Errno;

/** What the kernel's answer to a question about a feature means on this host. */
final class KernelAnswer {
  private KernelAnswer() {}

  /**
   * Turns an answer into a verdict; where somebody refused, says who.
   *
   * @param what was tried, e.g. {@code load}
   * @param absent what to say where the kernel does not have it
   * @param needed what the trial needs
   */
  static Verdict verdict(
      ProbedHost host, Answer answer, String what, String absent, Capability... needed) {
    if (answer instanceof Answer.Supported supported) {
      return new Verdict.Supported(supported.how());
    }
    if (answer instanceof Answer.Unsupported unsupported) {
      return Verdict.unsupported(absent, unsupported.kernelsWord());
    }
    Answer.Inconclusive unknown = (Answer.Inconclusive) answer;
    if (unknown.errno().isEmpty()) {
      return Verdict.inconclusive(unknown.why(), unknown.why());
    }
    Errno errno = unknown.errno().get();
    if (errno.equals(Errno.EPERM)) {
      return host.whoRefused().ofBpf(needed).verdict(what, errno);
    }
    return errno.equals(Errno.ENOSYS)
        ? NoSuchSyscall.verdict(host)
        : Verdict.inconclusive(unknown.why(), errno.toString());
  }
}
