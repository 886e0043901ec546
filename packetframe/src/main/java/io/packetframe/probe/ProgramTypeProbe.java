package io.packetframe.probe;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.host.linux.Capability;
import io.packetframe.spec.Instruction;
import io.packetframe.spec.ProgramSpec;
import io.packetframe.spec.ProgramType;
import io.packetframe.sys.linux.Errno;
import java.util.List;
import java.util.Locale;

/** Loads the shortest legal program of a type. */
final class ProgramTypeProbe extends HostProbe {
  private final ProgramType type;

  ProgramTypeProbe(ProgramType type, String purpose, String since) {
    super(
        new CapabilityDescription(
            "prog_type." + type.name().toLowerCase(Locale.ROOT),
            true,
            purpose,
            since,
            "Loads `r0 = 0; exit` as a program of this type. EINVAL without a verifier log is the"
                + " kernel's word for a type that it does not have.",
            "Install a newer kernel, or one with CONFIG_NET and CONFIG_BPF_SYSCALL."));
    this.type = type;
  }

  @Override
  public Verdict ask(ProbedHost host) {
    ProgramSpec shortest =
        new ProgramSpec(
            "pf_probe",
            type,
            List.of(Instruction.move(Instruction.R0, 0), Instruction.exit()),
            "GPL");
    try (Program _ = Program.loadWithSmallLog(host.syscalls(), shortest)) {
      return new Verdict.Supported("loaded and verified");
    } catch (BpfException e) {
      Errno errno = e.errno();
      if (errno.equals(Errno.EPERM)) {
        return host.whoRefused()
            .ofBpf(Capability.CAP_BPF, Capability.CAP_NET_ADMIN)
            .verdict("load", errno);
      }
      if (errno.equals(Errno.ENOSYS)) {
        return NoSuchSyscall.verdict(host);
      }
      return errno.equals(Errno.EINVAL) && e.log().isEmpty()
          ? Verdict.unsupported("the kernel knows no such program type", errno.toString())
          : Verdict.inconclusive(e.getMessage(), errno.toString());
    }
  }
}
