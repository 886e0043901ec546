package io.packetframe.monitor;

import io.packetframe.PacketFrameException;
import io.packetframe.net.InterfaceName;
import java.util.List;

/** The monitors of one system: ready ones, attached, and whatever a caller brings. */
public interface MonitorPlatform {
  /** Tries what the system could measure, and leaves nothing behind. */
  List<Support> support();

  /**
   * Loads programs or a filter, attached to nothing yet.
   *
   * @throws PacketFrameException if the system refuses, or has no use for that kind of source
   */
  Monitor load(Source source) throws PacketFrameException;

  /**
   * Measures what each CPU does: {@code busy} and {@code idle} time and {@code switches}; where the
   * system tells it, {@code wait}, how long tasks waited for a CPU, unless that is left out.
   *
   * @throws PacketFrameException if the system cannot
   */
  Monitor cpu(Waits wanted) throws PacketFrameException;

  /**
   * Counts the frames of an interface in both directions: {@code packets}, {@code bytes}, and how
   * many are of which protocol.
   *
   * @throws PacketFrameException if the system cannot, the interface is not there, or a program of
   *     another stands where ours would: it is named, and stays
   */
  Monitor network(InterfaceName interfaceName) throws PacketFrameException;

  /**
   * Counts pages and bytes that the system allocates.
   *
   * @throws PacketFrameException if the system cannot
   */
  Monitor memory() throws PacketFrameException;

  /**
   * Counts what the system asks its security modules about.
   *
   * @throws PacketFrameException if the system cannot, or would never ask
   */
  Monitor security() throws PacketFrameException;
}
