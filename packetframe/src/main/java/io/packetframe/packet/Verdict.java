package io.packetframe.packet;

import io.packetframe.net.InterfaceName;

/** What becomes of a frame. */
public sealed interface Verdict {
  /** The kernel gets it with every byte as it came. */
  record Pass() implements Verdict {
    @Override
    public String toString() {
      return "pass";
    }
  }

  /** Nobody gets it. */
  record Drop() implements Verdict {
    @Override
    public String toString() {
      return "drop";
    }
  }

  /**
   * It leaves, changed.
   *
   * @param port the physical device that sends it
   */
  record Redirect(InterfaceName port) implements Verdict {
    @Override
    public String toString() {
      return "redirect " + port;
    }
  }
}
