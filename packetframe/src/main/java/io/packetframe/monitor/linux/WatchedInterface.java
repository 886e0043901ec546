package io.packetframe.monitor.linux;

import io.packetframe.PacketFrameException;
import io.packetframe.bpf.BpfException;
import io.packetframe.bpf.ProgramInfo;
import io.packetframe.bpf.link.AttachedXdp;
import io.packetframe.host.linux.NetworkLink;
import io.packetframe.host.linux.NetworkState;
import io.packetframe.host.linux.Reading;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.Syscalls;

/** An interface by its name, and who is on it already. */
final class WatchedInterface {
  private WatchedInterface() {}

  static int index(Syscalls syscalls, InterfaceName name) throws PacketFrameException {
    Reading<NetworkState> network = NetworkState.read(syscalls);
    if (network.optional().isEmpty()) {
      throw new PacketFrameException(
          "the devices of this host cannot be read: " + network.problem().orElse(""));
    }
    return network
        .optional()
        .flatMap(state -> state.link(name.text()))
        .map(NetworkLink::index)
        .orElseThrow(() -> new PacketFrameException("interface " + name + " is not there"));
  }

  /** Makes the refusal of an interface that another program is on. */
  static PacketFrameException taken(
      Syscalls syscalls, InterfaceName name, AttachedXdp.Occupied occupied, String reason) {
    return new PacketFrameException(
        "interface "
            + name
            + " has an XDP program already, which stays: "
            + program(syscalls, occupied)
            + reason);
  }

  /** Returns number, name and mode of the program. */
  static String program(Syscalls syscalls, AttachedXdp.Occupied occupied) {
    int id = occupied.programId();
    String number = "program " + Integer.toUnsignedString(id);
    try {
      return number + " \"" + ProgramInfo.of(syscalls, id).name() + "\", " + occupied.mode();
    } catch (BpfException e) {
      return number + " (" + e.getMessage() + "), " + occupied.mode();
    }
  }
}
