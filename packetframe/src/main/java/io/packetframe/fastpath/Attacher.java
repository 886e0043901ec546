package io.packetframe.fastpath;

import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.link.KernelLink;
import io.packetframe.bpf.link.Xdp;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.module.Journal;
import io.packetframe.sys.linux.Errno;

/** Puts the program on a port, in the first of its modes that the driver takes. */
final class Attacher {
  /** A link, and where it sits. */
  record Attached(KernelLink link, XdpMode mode) {}

  private final Program program;
  private final Journal journal;

  Attacher(Program program, Journal journal) {
    this.program = program;
    this.journal = journal;
  }

  /**
   * Attaches; nothing is attached where it throws.
   *
   * @throws BpfException if the kernel or the driver refuses every mode
   */
  Attached attach(Port port) throws BpfException {
    for (XdpMode mode : port.modes().subList(0, port.modes().size() - 1)) {
      try {
        return attach(port, mode);
      } catch (BpfException e) {
        if (e.errno().equals(Errno.EBUSY) || e.errno().equals(Errno.EPERM)) {
          // Somebody else's program, or no privilege: no other mode would change that.
          throw e;
        }
        journal.warn(
            "interface " + port.name() + " takes no " + mode.word() + " program: " + e.errno());
      }
    }
    return attach(port, port.modes().getLast());
  }

  private Attached attach(Port port, XdpMode mode) throws BpfException {
    return new Attached(Xdp.attachByLink(program, port.index(), mode), mode);
  }
}
