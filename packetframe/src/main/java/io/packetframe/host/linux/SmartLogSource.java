package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import java.nio.ByteBuffer;

/** Asks an NVMe controller for its SMART log; may wait as long as that takes. */
public interface SmartLogSource {
  /**
   * Returns the log (log page 02h, 512 bytes) of a controller such as {@code nvme0}, or why not.
   */
  Fact<ByteBuffer> of(String controller);
}
