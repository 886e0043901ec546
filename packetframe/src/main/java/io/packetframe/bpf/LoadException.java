package io.packetframe.bpf;

import io.packetframe.PacketFrameException;

/** An object that cannot be loaded as it is, or as the options say: no kernel was asked for it. */
public final class LoadException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  LoadException(String message) {
    super(message);
  }
}
