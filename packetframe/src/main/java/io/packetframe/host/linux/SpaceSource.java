package io.packetframe.host.linux;

import io.packetframe.host.Fact;
import io.packetframe.host.Space;

/** Asks how much room a mounted file system has; may wait as long as that takes. */
public interface SpaceSource {
  /** Returns the room, or why it is not known. */
  Fact<Space> of(String mountPoint);
}
