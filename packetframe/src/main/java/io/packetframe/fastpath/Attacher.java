package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.Pins;
import io.packetframe.bpf.Program;
import io.packetframe.bpf.link.KernelLink;
import io.packetframe.bpf.link.Xdp;
import io.packetframe.bpf.link.XdpMode;
import io.packetframe.module.Journal;
import io.packetframe.module.SwitchedOffload;
import io.packetframe.sys.linux.Errno;
import io.packetframe.sys.linux.Syscalls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts the program on ports, and holds the links. */
final class Attacher implements AutoCloseable {
  private final Syscalls syscalls;
  private final PinLayout layout;
  private final Unwinding undo;
  private final Journal journal;
  private final List<KernelLink> links = new ArrayList<>();

  /**
   * Makes one that holds nothing yet.
   *
   * @param undo learns how to take each attachment back
   */
  Attacher(Syscalls syscalls, PinLayout layout, Unwinding undo, Journal journal) {
    this.syscalls = syscalls;
    this.layout = layout;
    this.undo = undo;
    this.journal = journal;
  }

  /**
   * Attaches in the first of the port's modes that the driver takes, and pins the link.
   *
   * @throws PacketFrameException if it cannot; {@code undo} knows what was done before
   */
  XdpMode attach(Program program, Port port) throws PacketFrameException {
    Offloads offloads = new Offloads(syscalls);
    for (SwitchedOffload offload : port.offloads()) {
      undo.push(
          "switch the offloads of " + offload.device() + " on again",
          () -> offloads.switchOn(offload));
      offloads.switchOff(offload);
    }
    XdpMode mode;
    try {
      mode = attachInOneOf(program, port);
    } catch (BpfException e) {
      throw new FastPathException("interface " + port.name() + ": " + e.getMessage());
    }
    KernelLink link = links.getLast();
    undo.push("detach from " + port.name(), link::detach);
    Path path = layout.link(port.name());
    link.pin(path);
    undo.push("unpin the link of " + port.name(), () -> Pins.remove(syscalls, path));
    return mode;
  }

  private XdpMode attachInOneOf(Program program, Port port) throws BpfException {
    for (XdpMode mode : port.modes().subList(0, port.modes().size() - 1)) {
      try {
        links.add(Xdp.attachByLink(program, port.index(), mode));
        return mode;
      } catch (BpfException e) {
        if (e.errno().equals(Errno.EBUSY) || e.errno().equals(Errno.EPERM)) {
          // Somebody else's program, or no privilege: no other mode would change that.
          throw e;
        }
        journal.warn(
            "interface " + port.name() + " takes no " + mode.word() + " program: " + e.errno());
      }
    }
    XdpMode last = port.modes().getLast();
    links.add(Xdp.attachByLink(program, port.index(), last));
    return last;
  }

  /** Gives the links up; those that are pinned stay attached. */
  @Override
  public void close() {
    links.forEach(KernelLink::close);
    links.clear();
  }
}
