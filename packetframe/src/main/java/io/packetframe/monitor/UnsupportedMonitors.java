package io.packetframe.monitor;

import io.packetframe.PacketFrameException;
import io.packetframe.host.OperatingSystem;
import io.packetframe.net.InterfaceName;
import java.util.List;

/** A system that this version cannot measure anything on. */
final class UnsupportedMonitors implements MonitorPlatform {
  private final String reason;

  UnsupportedMonitors(OperatingSystem system) {
    this.reason = "this version has no monitors for " + system.title();
  }

  @Override
  public List<Support> support() {
    return List.of(
        new Support("cpu", false, reason),
        new Support("network", false, reason),
        new Support("memory", false, reason),
        new Support("security", false, reason));
  }

  @Override
  public Monitor load(Source source) throws PacketFrameException {
    throw refused();
  }

  @Override
  public Monitor cpu(Waits wanted) throws PacketFrameException {
    throw refused();
  }

  @Override
  public Monitor network(InterfaceName interfaceName) throws PacketFrameException {
    throw refused();
  }

  @Override
  public Monitor memory() throws PacketFrameException {
    throw refused();
  }

  @Override
  public Monitor security() throws PacketFrameException {
    throw refused();
  }

  private PacketFrameException refused() {
    return new PacketFrameException(reason);
  }
}
