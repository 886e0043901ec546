package io.packetframe.fastpath;

import io.packetframe.host.linux.Reading;
import io.packetframe.host.linux.ReceiveVlanOffload;
import io.packetframe.net.InterfaceName;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;

/** Switches off what takes tags off frames before XDP sees them, and on again. */
final class Offloads {
  private final Syscalls syscalls;

  Offloads(Syscalls syscalls) {
    this.syscalls = syscalls;
  }

  /**
   * Switches features off.
   *
   * @throws FastPathException if one is still on
   */
  void switchOff(InterfaceName port, List<String> features) throws FastPathException {
    ReceiveVlanOffload now = set(port, features, false);
    List<String> still = features.stream().filter(name -> !isOff(now, name)).toList();
    if (!still.isEmpty()) {
      throw new FastPathException(
          "interface " + port + " still takes VLAN tags off frames: " + String.join(", ", still));
    }
  }

  private static boolean isOff(ReceiveVlanOffload offload, String name) {
    return !offload.on().contains(name) && !offload.fixedOn().contains(name);
  }

  /**
   * Switches features on again.
   *
   * @throws FastPathException if one is still off
   */
  void switchOn(InterfaceName port, List<String> features) throws FastPathException {
    ReceiveVlanOffload now = set(port, features, true);
    List<String> still = features.stream().filter(name -> isOff(now, name)).toList();
    if (!still.isEmpty()) {
      throw new FastPathException(
          "interface " + port + ": " + String.join(", ", still) + " stays off");
    }
  }

  private ReceiveVlanOffload set(InterfaceName port, List<String> features, boolean on)
      throws FastPathException {
    Reading<ReceiveVlanOffload> reading =
        ReceiveVlanOffload.set(syscalls, port.text(), features, on);
    return reading
        .optional()
        .orElseThrow(
            () ->
                new FastPathException(
                    "interface "
                        + port
                        + ": switching "
                        + String.join(", ", features)
                        + (on ? " on: " : " off: ")
                        + reading.problem().orElse("")));
  }
}
