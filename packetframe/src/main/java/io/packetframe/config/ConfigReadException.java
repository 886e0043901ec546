package io.packetframe.config;

import io.packetframe.PacketFrameException;
import org.jspecify.annotations.Nullable;

/** A config file that could not be read; the message names the file and the reason of the host. */
public final class ConfigReadException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  ConfigReadException(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }
}
