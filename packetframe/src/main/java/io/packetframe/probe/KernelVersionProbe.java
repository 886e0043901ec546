package io.packetframe.probe;

import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Utsname;
import java.nio.ByteBuffer;

/** Says which kernel answered: a version decides nothing, since vendors port features back. */
final class KernelVersionProbe extends HostProbe {
  KernelVersionProbe() {
    super(
        new CapabilityDescription(
            "kernel.version",
            false,
            "Names the kernel that gave the other answers. Features are never concluded from it.",
            "every kernel",
            "uname(2).",
            "Nothing to mend."));
  }

  @Override
  public Verdict ask(ProbedHost host) {
    ByteBuffer names = Utsname.memory();
    long answer = host.syscalls().uname(names);
    return Errno.isError(answer)
        ? Verdict.inconclusive("uname: " + Errno.of(answer).name(), Errno.of(answer).toString())
        : new Verdict.Supported(Utsname.release(names));
  }
}
