package io.packetframe.probe;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.VerifierLog;
import io.packetframe.host.linux.Capability;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import java.util.List;

/** Loads an XDP program that calls a helper with nothing in its registers, and reads the log. */
final class HelperProbe extends HostProbe {
  /**
   * How verifiers say that XDP has no such helper: the first three until 2024, the last since
   * commit "bpf: improve error message for unsupported helper" (6.10).
   */
  private static final List<String> NO_SUCH_HELPER =
      List.of(
          "unknown func",
          "unrecognized bpf_func_id",
          "invalid func",
          "program of this type cannot use helper");

  private final int id;

  HelperProbe(String helper, int id, String purpose, String since) {
    super(
        new CapabilityDescription(
            "helper." + helper,
            true,
            purpose,
            since,
            "Loads an XDP program `call "
                + id
                + "; r0 = 0; exit`. The verifier either does not know the helper, in one of several"
                + " wordings, or knows it and dislikes the empty argument registers: that is a"
                + " pass.",
            "Install a newer kernel."));
    this.id = id;
  }

  @Override
  public Verdict ask(ProbedHost host) {
    ProgramSpec call =
        new ProgramSpec(
            "pf_probe",
            ProgramType.XDP,
            List.of(Instruction.call(id), Instruction.move(Instruction.R0, 0), Instruction.exit()),
            "GPL");
    try (Program _ = Program.loadWithSmallLog(host.syscalls(), call)) {
      return new Verdict.Supported("accepted by the verifier");
    } catch (BpfException e) {
      return judge(host, e);
    }
  }

  /** The order matters: an errno that says nothing about helpers comes before the log. */
  private static Verdict judge(ProbedHost host, BpfException refusal) {
    Errno errno = refusal.errno();
    VerifierLog log = refusal.log();
    if (errno.equals(Errno.ENOSYS)) {
      return NoSuchSyscall.verdict(host);
    }
    if (errno.equals(Errno.EPERM)) {
      return host.whoRefused()
          .ofBpf(Capability.CAP_BPF, Capability.CAP_NET_ADMIN)
          .verdict("load", errno);
    }
    if (log.isEmpty()) {
      return Verdict.inconclusive(
          "the kernel refused before the verifier ran: " + errno, errno.toString());
    }
    for (String phrase : NO_SUCH_HELPER) {
      if (log.mentions(phrase)) {
        return Verdict.unsupported("XDP has no such helper here", log.firstLine());
      }
    }
    // Out of memory and the like also leave a log; only these two come from judging the program.
    return errno.equals(Errno.EINVAL) || errno.equals(Errno.EACCES)
        ? new Verdict.Supported("known to the verifier")
        : Verdict.inconclusive(refusal.getMessage(), errno.toString());
  }
}
