package io.packetframe.host.oshi;

import io.packetframe.host.HostPlatform;
import io.packetframe.host.OperatingSystem;
import io.packetframe.host.UnknownHost;
import io.packetframe.sys.LinkFailure;

/** The way to OSHI, which is there on class paths of some systems and not on those of others. */
public final class OshiHosts {
  private OshiHosts() {}

  /**
   * Returns this machine as OSHI sees it; one of which nothing is known where OSHI, or its native
   * half, is missing or takes the machine for something else than that system.
   */
  public static HostPlatform of(OperatingSystem system) {
    try {
      return SeenByOshi.host(system);
    } catch (LinkageError e) {
      return new UnknownHost(
          "OSHI, which asks " + system.title() + ", cannot be loaded: " + LinkFailure.sentence(e));
    }
  }
}
