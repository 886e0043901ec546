package io.packetframe.daemon;

import io.packetframe.PacketFrameException;
import org.jspecify.annotations.Nullable;

/** A file of the daemon cannot be read or written, or says what cannot be. */
public final class StateException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  StateException(String message, @Nullable String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }

  StateException(String message, @Nullable Throwable cause) {
    this(message, null, cause);
  }
}
