package io.packetframe.fastpath;

import io.packetframe.PacketFrameException;

/** The fast path cannot run as it is asked to. */
public final class FastPathException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  FastPathException(String message) {
    super(message);
  }

  FastPathException(String message, String remedy) {
    super(message, remedy, null);
  }
}
