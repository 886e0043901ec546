package io.packetframe.cli;

import io.packetframe.PacketFrameException;

/** There is nothing on this host that a packet could be traced through, as it was asked for. */
final class CannotTrace extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  CannotTrace(String what) {
    super(what);
  }

  CannotTrace(String what, String remedy) {
    super(what, remedy, null);
  }
}
