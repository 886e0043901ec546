package io.packetframe.packet;

import io.packetframe.PacketFrameException;
import org.jspecify.annotations.Nullable;

/** A capture that cannot be read: what is wrong, and where. */
public final class CaptureException extends PacketFrameException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  CaptureException(long offset, String what, @Nullable String remedy) {
    super("byte " + offset + ": " + what, remedy, null);
    this.offset = offset;
  }

  /** Returns how many bytes stand before the offending one. */
  public long offset() {
    return offset;
  }
}
