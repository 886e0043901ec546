package io.packetframe.verifier.kernel;

import io.packetframe.PacketFrameException;
import org.jspecify.annotations.Nullable;

/** A kernel that cannot be had, or is not what it should be. */
public final class KernelException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  KernelException(String message, @Nullable String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }
}
