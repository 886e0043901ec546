package io.packetframe.daemon;

import io.packetframe.PacketFrameException;
import io.packetframe.config.Config;

/** Where the config comes from, at the start and at each reload. */
@FunctionalInterface
public interface ConfigSource {
  /**
   * Reads and checks it.
   *
   * @throws PacketFrameException if it cannot be used, with what is wrong first
   */
  Config read() throws PacketFrameException;
}
