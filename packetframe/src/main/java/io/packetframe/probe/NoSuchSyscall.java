package io.packetframe.probe;

import io.packetframe.host.linux.Capability;
import io.packetframe.sys.linux.Errno;

/** What ENOSYS of bpf(2) means: no such call, unless a filter speaks in the kernel's place. */
final class NoSuchSyscall {
  private NoSuchSyscall() {}

  static Verdict verdict(ProbedHost host) {
    return host.whoRefused().isFiltered()
        ? host.whoRefused().ofBpf(Capability.CAP_BPF).verdict("bpf(2)", Errno.ENOSYS)
        : Verdict.unsupported(
            "this kernel has no bpf(2)",
            Errno.ENOSYS.toString(),
            "install a kernel that is built with CONFIG_BPF_SYSCALL=y");
  }
}
