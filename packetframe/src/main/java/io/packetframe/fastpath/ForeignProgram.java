package io.packetframe.fastpath;

import io.packetframe.Printable;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.ProgramInfo;
import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.host.linux.BpfObjectHolder;
import io.packetframe.host.linux.BpfObjectHolders;
import io.packetframe.host.linux.HostFiles;
import io.packetframe.sys.linux.Syscalls;

/** Says whose XDP program is on a port, so that a person can go and ask them. */
final class ForeignProgram {
  private ForeignProgram() {}

  static String named(Syscalls syscalls, HostFiles files, AttachedXdp.Occupied occupied) {
    int id = occupied.programId();
    StringBuilder owner = new StringBuilder("XDP program ").append(Integer.toUnsignedString(id));
    try {
      ProgramInfo info = ProgramInfo.of(syscalls, id);
      owner.append(" \"").append(Printable.escaped(info.name())).append("\" of user ");
      owner.append(info.createdByUid());
    } catch (BpfException e) {
      owner.append(" (").append(e.getMessage()).append(")");
    }
    owner.append(", ").append(occupied.mode());
    String separator = ", held by ";
    for (BpfObjectHolder holder : BpfObjectHolders.ofProgram(files, id).holders()) {
      owner.append(separator).append(Printable.escaped(holder.command())).append('[');
      owner.append(holder.processId()).append(']');
      separator = ", ";
    }
    return owner.toString();
  }
}
