package io.packetframe.fastpath;

import io.packetframe.host.linux.FeatureSwitch;
import io.packetframe.host.linux.Reading;
import io.packetframe.module.SwitchedOffload;
import io.packetframe.sys.linux.Syscalls;
import java.util.List;

/** Switches off what keeps frames from being whole where XDP sees them, and on again. */
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
  void switchOff(SwitchedOffload offload) throws FastPathException {
    List<String> still = set(offload, false);
    if (!still.isEmpty()) {
      throw new FastPathException(
          "interface " + offload.device() + ": " + String.join(", ", still) + " stays on");
    }
  }

  /**
   * Switches features on again.
   *
   * @throws FastPathException if one is still off
   */
  void switchOn(SwitchedOffload offload) throws FastPathException {
    List<String> on = set(offload, true);
    List<String> off = offload.features().stream().filter(name -> !on.contains(name)).toList();
    if (!off.isEmpty()) {
      throw new FastPathException(
          "interface " + offload.device() + ": " + String.join(", ", off) + " stays off");
    }
  }

  private List<String> set(SwitchedOffload offload, boolean on) throws FastPathException {
    Reading<List<String>> reading =
        FeatureSwitch.set(syscalls, offload.device().text(), offload.features(), on);
    return reading
        .optional()
        .orElseThrow(
            () ->
                new FastPathException(
                    "interface "
                        + offload.device()
                        + ": switching "
                        + String.join(", ", offload.features())
                        + (on ? " on: " : " off: ")
                        + reading.problem().orElse("")));
  }
}
