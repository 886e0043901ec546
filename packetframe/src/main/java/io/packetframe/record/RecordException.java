package io.packetframe.record;

import io.packetframe.PacketFrameException;
import org.jspecify.annotations.Nullable;

/** A text that should be one of our records and is not. */
public final class RecordException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  RecordException(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }
}
