package io.packetframe.bpf.link;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Fd;

/** Descriptors of programs that a link keeps for itself. */
final class Held {
  private Held() {}

  /** Returns a second descriptor: where the kernel wants to hear which program to replace. */
  static Fd of(Program program) throws BpfException {
    long answer = program.syscalls().duplicate(program.fd().number());
    if (Errno.isError(answer)) {
      throw new BpfException("hold " + program, Errno.of(answer));
    }
    return new Fd(program.syscalls(), answer);
  }
}
