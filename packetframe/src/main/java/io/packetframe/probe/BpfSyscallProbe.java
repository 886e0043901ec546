package io.packetframe.probe;

import io.packetframe.host.linux.Capability;
import io.packetframe.sys.linux.BpfCommand;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.KernelStruct;

/** Whether bpf(2) reaches the kernel at all: a command that no kernel has tells. */
final class BpfSyscallProbe extends HostProbe {
  /** As long as any kernel's union of 5.10: nobody can take offence at its size. */
  static final int ATTR_SIZE = 120;

  BpfSyscallProbe() {
    super(
        new CapabilityDescription(
            "syscall.bpf",
            true,
            "Every program and map of PacketFrame goes through bpf(2).",
            "3.18 (commit 99c55f7d47c0)",
            "Calls bpf(9999) with a zeroed attribute: EINVAL is the kernel's own answer; EPERM or"
                + " ENOSYS under a seccomp filter is the filter's.",
            "Run as root in the initial user namespace, or let bpf(2) through the container's"
                + " seccomp filter."));
  }

  @Override
  public Verdict ask(ProbedHost host) {
    long answer = host.syscalls().bpf(BpfCommand.NONSENSE, new KernelStruct(ATTR_SIZE));
    if (!Errno.isError(answer)) {
      return Verdict.inconclusive(
          "bpf(9999), a command that no kernel has, succeeded", "answer " + answer);
    }
    Errno errno = Errno.of(answer);
    if (errno.equals(Errno.EPERM)) {
      return host.whoRefused().ofBpf(Capability.CAP_BPF).verdict("bpf(9999)", errno);
    }
    if (errno.equals(Errno.ENOSYS)) {
      return NoSuchSyscall.verdict(host);
    }
    return new Verdict.Supported("the kernel answers (" + errno.name() + " to a nonsense command)");
  }
}
