package io.packetframe.verifier.vm;

import io.packetframe.PacketFrameException;

/** No accelerator that was allowed boots a kernel here. */
public final class AcceleratorException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  AcceleratorException(String message, String remedy) {
    super(message, remedy, null);
  }
}
