package io.packetframe.packet;

import io.packetframe.PacketFrameException;
import org.jspecify.annotations.Nullable;

/** A file of cases that cannot be used: the file, the line, and what is wrong there. */
public final class FixtureException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  FixtureException(String file, int line, String what, @Nullable Throwable cause) {
    super(file + ":" + line + ": " + what, null, cause);
  }
}
