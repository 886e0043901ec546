package io.packetframe.host.linux;

import io.packetframe.sys.linux.Syscalls;
import java.util.List;

/** Switches ethtool features of an interface. */
public final class FeatureSwitch {
  private FeatureSwitch() {}

  /**
   * Switches features on or off, and returns the names of those of them that are on then. A driver
   * may refuse: what is returned counts. Switching may take the link down for a moment.
   *
   * @param interfaceName in the calling thread's network namespace
   * @param names of features; one that the kernel lacks is left out
   */
  public static Reading<List<String>> set(
      Syscalls syscalls, String interfaceName, List<String> names, boolean on) {
    return FeatureSession.in(
        syscalls, interfaceName, session -> session.set(names, on).flatMap(_ -> session.on(names)));
  }
}
